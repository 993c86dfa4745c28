package fi.rekisterihub.console;

import fi.rekisterihub.register.RegisterReader;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** From a bare number to the page of what it names: companies and persons share one row of ids. */
@Controller
class EntityPage {

    private final RegisterReader register;

    EntityPage(RegisterReader register) {
        this.register = register;
    }

    @GetMapping("/entities/{id}")
    String find(@PathVariable long id, @RequestParam(defaultValue = "") String kind) {
        return (register.company(id).isPresent() ? "redirect:/companies/" : "redirect:/people/")
                + id
                + (kind.matches("change|permission|notice") ? "?kind=" + kind : "");
    }
}
