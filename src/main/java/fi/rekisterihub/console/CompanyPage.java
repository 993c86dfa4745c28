package fi.rekisterihub.console;

import fi.rekisterihub.identity.Together;
import fi.rekisterihub.identity.TogetherReader;
import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.register.EntityView;
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
    private final QuestionSection questions;
    private final TogetherReader sames;
    private final CorrectionSection corrected;

    CompanyPage(
            RegisterReader register,
            HistoryReader history,
            NoticeReader notices,
            QuestionSection questions,
            TogetherReader sames,
            CorrectionSection corrected) {
        this.register = register;
        this.history = history;
        this.notices = notices;
        this.questions = questions;
        this.sames = sames;
        this.corrected = corrected;
    }

    @GetMapping("/companies/{id}")
    String show(@PathVariable long id, @RequestParam(defaultValue = "") String kind, Model model) {
        List<DeliveryView> told = notices.ofEntity(id, LATEST);
        EntityView company = register.company(id).orElseThrow(NotHere::new);
        Together together = sames.with(company);
        model.addAttribute("together", together);
        questions.show(together, model);
        model.addAttribute("entity", company);
        corrected.show(company, model);
        model.addAttribute("roles", register.rolesAt(id));
        model.addAttribute("told", told);
        model.addAttribute("kind", kind);
        model.addAttribute("timeline", Timeline.of(history.ofEntity(id, null, LATEST), List.of(), told, kind));
        return "company";
    }
}
