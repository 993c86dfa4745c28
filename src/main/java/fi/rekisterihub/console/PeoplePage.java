package fi.rekisterihub.console;

import fi.rekisterihub.register.EntityRow;
import fi.rekisterihub.register.RegisterSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Where is this person?" and "where is this company?" */
@Controller
class PeoplePage {

    private final RegisterSearch search;

    PeoplePage(RegisterSearch search) {
        this.search = search;
    }

    @GetMapping("/people")
    String people(
            Model model,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("q", q);
        model.addAttribute("found", Pager.of(search.persons(q, after, Pager.ROWS + 1), EntityRow::id));
        return "people";
    }

    @GetMapping("/companies")
    String companies(
            Model model,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("q", q);
        model.addAttribute("found", Pager.of(search.companies(q, after, Pager.ROWS + 1), EntityRow::id));
        return "companies";
    }
}
