package fi.rekisterihub.console;

import fi.rekisterihub.security.Audit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Who looked at whom?" (PROMISES SM4) */
@Controller
class LooksPage {

    private final Audit audit;
    private final Called called;

    LooksPage(Audit audit, Called called) {
        this.audit = audit;
        this.called = called;
    }

    @GetMapping("/looks")
    @PreAuthorize("hasAnyRole('MAIN_USER', 'OFFICER')")
    String show(
            Model model,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable Long after) {
        Pager<Audit.Logged> looks = Pager.of(
                audit.log(who == null || who.isBlank() ? null : who, person, after, Pager.ROWS + 1), Audit.Logged::id);
        model.addAttribute("looks", looks);
        model.addAttribute("who", who);
        model.addAttribute("person", person);
        model.addAttribute(
                "called",
                called.ofAll(looks.items().stream()
                        .map(look -> look.entry().entityId())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
        return "looks";
    }
}
