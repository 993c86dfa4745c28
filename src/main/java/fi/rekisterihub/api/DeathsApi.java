package fi.rekisterihub.api;

import fi.rekisterihub.reconcile.Deaths;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deaths that relatives or communities have told. Nothing takes one back. */
@RestController
@RequestMapping("/api/v1/persons/{id}/death")
class DeathsApi {

    private final Deaths deaths;
    private final RegisterReader register;
    private final Audit audit;

    DeathsApi(Deaths deaths, RegisterReader register, Audit audit) {
        this.deaths = deaths;
        this.register = register;
        this.audit = audit;
    }

    /** All marketing to the person stops, and every provider is told. */
    @PutMapping
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    Answer told(@PathVariable long id, @RequestBody Told told, Principal user) {
        LocalDate day = told.day();
        if (day == null) {
            throw new BadRequest("day (of death, such as 2026-11-01) is needed.");
        }
        EntityView person = register.person(id).orElseThrow(() -> new NoSuchThing("person", id));
        try {
            boolean news = deaths.told(person, day, user.getName());
            audit.record(user.getName(), "death-told", id, null);
            return new Answer(news);
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    record Told(@Nullable LocalDate day) {}

    /** @param news false when the death was known already */
    record Answer(boolean news) {}
}
