package fi.rekisterihub.retention;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.Texts;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How the clocks of one person stand: until when what is kept, and because of what. */
@Service
public class PersonClocks {

    private static final Texts NAMELESS = new Texts("", "", "");

    private final RegisterReader register;
    private final Profiles profiles;
    private final ClockRows rows;
    private final GroupHolds holds;

    PersonClocks(RegisterReader register, Profiles profiles, ClockRows rows, GroupHolds holds) {
        this.register = register;
        this.profiles = profiles;
        this.rows = rows;
        this.holds = holds;
    }

    /** Nothing for a person who is in no register, or whose register has no profile. */
    public List<Clock> of(long personId, LocalDate day) {
        return register.person(personId)
                .flatMap(person -> profiles.find(person.registerId()))
                .map(profile -> of(profile, personId, day))
                .orElse(List.of());
    }

    private List<Clock> of(Profile profile, long personId, LocalDate day) {
        RetentionLaw law = RetentionLaw.of(profile);
        Optional<ClockRow> row = rows.of(law, List.of(personId), day).stream().findFirst();
        if (row.isEmpty()) {
            return List.of();
        }
        Map<String, ClockState> states =
                Fate.of(law, row.get(), holds.byWhat(profile.id(), day), day).states();
        List<Clock> clocks = new ArrayList<>();
        for (Kept kept : law.kept()) {
            ClockState state = states.get(kept.what());
            if (state != null && !kept.rules().isEmpty()) {
                clocks.add(clock(profile, kept, state));
            }
        }
        return clocks;
    }

    private static Clock clock(Profile profile, Kept kept, ClockState state) {
        LocalDate until = null;
        String because = null;
        if (state instanceof ClockState.Running running) {
            until = running.until();
            because = running.anchor();
        } else if (state instanceof ClockState.Minimum minimum) {
            until = minimum.until();
        } else if (state instanceof ClockState.Due due) {
            until = due.since().minusDays(1);
        } else if (state instanceof ClockState.Held held) {
            until = held.since().minusDays(1);
            because = String.join(",", held.holds());
        } else if (state instanceof ClockState.Open open) {
            because = open.anchor();
        } else if (state instanceof ClockState.NoClock none) {
            because = String.join(",", none.missing());
        }
        return new Clock(kept.what(), name(profile, kept.what()), kept.fields(), state, until, because);
    }

    private static Texts name(Profile profile, String what) {
        return profile.groups().stream()
                .filter(group -> group.id().equals(what))
                .map(Profile.Group::text)
                .findFirst()
                .or(() -> profile.dataClasses().stream()
                        .filter(one -> one.id().equals(what))
                        .map(Profile.DataClass::text)
                        .findFirst())
                .orElse(NAMELESS);
    }

    /**
     * The clock of a group or class of data.
     *
     * @param until the last day of keeping; null when none can be told
     * @param because the anchor, the holds or the missing anchors, with commas; null where there is nothing to say
     */
    public record Clock(
            String what,
            Texts name,
            java.util.Set<String> fields,
            ClockState state,
            @Nullable LocalDate until,
            @Nullable String because) {}
}
