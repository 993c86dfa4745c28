package fi.rekisterihub.console;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.RegisterReader;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** "What do we know of this company, and who works there?" */
@Controller
class CompanyPage {

    private static final int LATEST = 100;

    private final RegisterReader register;
    private final HistoryReader history;
    private final NoticeReader notices;

    CompanyPage(RegisterReader register, HistoryReader history, NoticeReader notices) {
        this.register = register;
        this.history = history;
        this.notices = notices;
    }

    @GetMapping("/companies/{id}")
    String show(@PathVariable long id, @RequestParam(defaultValue = "") String kind, Model model) {
        List<DeliveryView> told = notices.ofEntity(id, LATEST);
        model.addAttribute("entity", register.company(id).orElseThrow(NotHere::new));
        model.addAttribute("roles", register.rolesAt(id));
        model.addAttribute("told", told);
        model.addAttribute("kind", kind);
        model.addAttribute("timeline", Timeline.of(history.ofEntity(id, null, LATEST), List.of(), told, kind));
        return "company";
    }
}
