package fi.rekisterihub.api;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityRow;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.RegisterSearch;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Persons of all registers. Looking at one is written down. */
@RestController
@RequestMapping("/api/v1/persons")
class PersonsApi {

    private final RegisterSearch search;
    private final RegisterReader register;
    private final HistoryReader history;
    private final NoticeReader notices;
    private final Audit audit;

    PersonsApi(
            RegisterSearch search, RegisterReader register, HistoryReader history, NoticeReader notices, Audit audit) {
        this.search = search;
        this.register = register;
        this.history = history;
        this.notices = notices;
        this.audit = audit;
    }

    /** Newest first; {@code q} is a name's beginning, or a whole e-mail address or phone number. */
    @GetMapping
    Slice<EntityRow> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(search.persons(q, after, most + 1), most, EntityRow::id, Function.identity());
    }

    @GetMapping("/{id}")
    EntityAnswer one(@PathVariable long id, Principal user) {
        EntityAnswer person = register.person(id)
                .map(it -> EntityAnswer.of(it, register.rolesOf(id)))
                .orElseThrow(() -> new NoSuchThing("person", id));
        audit.record(user.getName(), "person-viewed", id, "api");
        return person;
    }

    /** Every change, newest first. */
    @GetMapping("/{id}/history")
    Slice<ChangeView> history(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit,
            Principal user) {
        int most = Slice.most(limit);
        one(id, user);
        return Slice.of(history.ofEntity(id, after, most + 1), most, ChangeView::changeSetId, Function.identity());
    }

    /** What recipients have been told about the person, newest first. */
    @GetMapping("/{id}/notices")
    List<DeliveryView> notices(@PathVariable long id, Principal user) {
        one(id, user);
        return notices.ofEntity(id, Slice.MOST);
    }
}
