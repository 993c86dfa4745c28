package fi.rekisterihub.intake;

import fi.rekisterihub.Finland;
import fi.rekisterihub.mapping.ListRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of which day the lists are that have been applied, and whether another may follow. */
@Component
class ListVersions {

    private static final String FILE_NAME = "select coalesce(file_name, '') from delivery where id = :delivery";
    private static final String LAST = """
            select version_date from run
             where feed = :feed and register_id = :register and id <> :id and status = 'done' and version_date is not null
             order by version_date desc limit 1
            """;
    private static final String REMEMBER = "update run set version_date = :version where id = :id";

    private final JdbcClient jdbc;

    ListVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String fileName(long deliveryId) {
        return jdbc.sql(FILE_NAME)
                .param("delivery", deliveryId)
                .query(String.class)
                .single();
    }

    /** The day of the newest list that has been applied. */
    private Optional<LocalDate> last(RunContext run) {
        return jdbc.sql(LAST)
                .param("feed", run.feed())
                .param("register", run.registerId())
                .param("id", run.runId())
                .query((row, n) -> row.getObject("version_date", LocalDate.class))
                .optional();
    }

    void remember(Run run, @Nullable LocalDate version) {
        jdbc.sql(REMEMBER)
                .param("version", version, java.sql.Types.DATE)
                .param("id", run.id())
                .update();
    }

    /**
     * Why a list of this day must not be applied now; empty when it may.
     *
     * @param released whether the run has waited for a person
     */
    Optional<String> refusal(RunContext run, boolean released, LocalDate version, boolean onlyChanges) {
        ListRules rules = run.mapping().list();
        LocalDate today = Finland.today();
        LocalDate last = last(run).orElse(null);
        if (version.isAfter(today.plusDays(1))) {
            return Optional.of("The list says that it is of %s, a day that has not come yet; nothing was changed."
                    .formatted(version));
        }
        Duration age = rules.maximumAge();
        if (age != null && version.plusDays(age.toDays()).isBefore(today)) {
            return Optional.of(
                    "The list is of %s, and one older than %d days must not be used; nothing was changed. Fetch the newest."
                            .formatted(version, age.toDays()));
        }
        // Changes that waited for a person take nothing back that later ones have told.
        if (last != null && version.isBefore(last) && !(onlyChanges && released)) {
            return Optional.of("The list is of %s, and that of %s has been applied already; nothing was changed."
                    .formatted(version, last));
        }
        if (onlyChanges && last == null && run.mapping().content().full()) {
            return Optional.of(
                    "These are changes to a list that has not come yet; nothing was changed. Fetch the whole list first.");
        }
        Duration step = rules.step();
        if (onlyChanges && last != null && step != null && version.isAfter(last.plusDays(step.toDays()))) {
            return Optional.of(
                    ("These changes are of %s and what was applied last is of %s, so some between them are missing;"
                                    + " nothing was changed. Bring the missing ones first, or the whole list.")
                            .formatted(version, last));
        }
        return Optional.empty();
    }
}
