package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** "What does this register promise, and what does the engine therefore do?" */
@Controller
class RegistersPage {

    private final Profiles profiles;

    RegistersPage(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/registers")
    String all(Model model) {
        model.addAttribute("profiles", profiles.all());
        return "registers";
    }

    @GetMapping("/registers/{id}")
    String one(@PathVariable String id, Model model) {
        model.addAttribute("profile", profiles.find(id).orElseThrow(NotHere::new));
        model.addAttribute("today", Finland.today());
        return "register";
    }
}
