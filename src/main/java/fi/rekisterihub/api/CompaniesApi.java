package fi.rekisterihub.api;

import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityRow;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.RegisterSearch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Companies of all registers. */
@RestController
@RequestMapping("/api/v1/companies")
class CompaniesApi {

    private final RegisterSearch search;
    private final RegisterReader register;
    private final HistoryReader history;

    CompaniesApi(RegisterSearch search, RegisterReader register, HistoryReader history) {
        this.search = search;
        this.register = register;
        this.history = history;
    }

    /** Newest first; {@code q} is the beginning of a name, or a Y-tunnus. */
    @GetMapping
    Slice<EntityRow> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(search.companies(q, after, most + 1), most, EntityRow::id, Function.identity());
    }

    @GetMapping("/{id}")
    EntityAnswer one(@PathVariable long id) {
        return register.company(id)
                .map(company -> EntityAnswer.of(company, register.rolesAt(id)))
                .orElseThrow(() -> new NoSuchThing("company", id));
    }

    /** Every change, newest first. */
    @GetMapping("/{id}/history")
    Slice<ChangeView> history(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        if (register.company(id).isEmpty()) {
            throw new NoSuchThing("company", id);
        }
        return Slice.of(history.ofEntity(id, after, most + 1), most, ChangeView::changeSetId, Function.identity());
    }
}
