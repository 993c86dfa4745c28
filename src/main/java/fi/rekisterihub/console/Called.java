package fi.rekisterihub.console;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts names where the tables know ids, one query a page. */
@Component
class Called {

    /** As the history writes a duty, which outlives the company's name. */
    private static final Pattern DUTY = Pattern.compile("(.*) · company (\\d+)", Pattern.DOTALL);

    private final EntityNames names;
    private final Words words;

    Called(EntityNames names, Words words) {
        this.names = names;
        this.words = words;
    }

    Named of(long id) {
        return of(Stream.of(id));
    }

    Named ofAll(Collection<Long> ids) {
        return of(ids.stream());
    }

    Named inNotices(Collection<DeliveryView> deliveries) {
        return of(deliveries.stream().map(DeliveryView::entityId));
    }

    Named inChanges(Collection<ChangeView> changes) {
        return of(changes.stream().map(ChangeView::entityId));
    }

    /** The changes with companies by name in the duties; what is not a duty stays as it was. */
    List<ChangeView> companiesIn(List<ChangeView> changes) {
        Named companies = of(changes.stream()
                .flatMap(change -> change.fields().stream())
                .filter(field -> field.name().equals("role"))
                .flatMap(field -> Stream.of(companyOf(field.before()), companyOf(field.after()))));
        return changes.stream().map(change -> named(change, companies)).toList();
    }

    private Named of(Stream<@Nullable Long> ids) {
        return new Named(names.of(ids.filter(Objects::nonNull).distinct().toList()));
    }

    private ChangeView named(ChangeView change, Named companies) {
        return new ChangeView(
                change.changeSetId(),
                change.entityId(),
                change.runId(),
                change.feed(),
                change.actor(),
                change.at(),
                change.fields().stream()
                        .map(field -> field.name().equals("role")
                                ? new ChangeView.Field(
                                        field.name(),
                                        duty(field.before(), companies),
                                        duty(field.after(), companies),
                                        field.rule())
                                : field)
                        .toList());
    }

    private @Nullable String duty(@Nullable String written, Named companies) {
        Long company = companyOf(written);
        return written == null || company == null
                ? written
                : words.term("duty", written.substring(0, written.lastIndexOf(" · "))) + " · " + companies.of(company);
    }

    private static @Nullable Long companyOf(@Nullable String written) {
        Matcher duty = DUTY.matcher(written == null ? "" : written);
        return duty.matches() ? Long.valueOf(duty.group(2)) : null;
    }

    /** Names by id. */
    record Named(Map<Long, String> names) {

        /** The name; the number of who has none, or is not in the register any more. */
        public String of(@Nullable Long id) {
            return id == null ? "–" : names.getOrDefault(id, "#" + id);
        }
    }
}
