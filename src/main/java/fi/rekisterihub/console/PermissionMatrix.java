package fi.rekisterihub.console;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionState;
import fi.rekisterihub.permission.Propagation;
import fi.rekisterihub.profile.Profile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Purpose by channel: what is in force, who said so and when, and where it has arrived. */
record PermissionMatrix(List<String> channels, List<Row> rows) {

    private static final List<String> CHANNELS = List.of("email", "phone", "sms", "post");

    /** One purpose. */
    record Row(String purpose, List<Cell> cells) {}

    /**
     * One channel of one purpose.
     *
     * @param permission {@code prohibited}, {@code granted}; {@code free} or {@code consent} when nobody has said
     *     anything and the profile decides; {@code unused} when the profile does not know the channel
     * @param told where the prohibition has been sent and how far it has come
     */
    record Cell(String permission, @Nullable PermissionState state, List<DeliveryView> told) {

        /** Recorded here, but not yet in every other system. */
        public boolean onTheWay() {
            return told.stream().anyMatch(delivery -> !delivery.arrived());
        }
    }

    static PermissionMatrix of(@Nullable Profile profile, List<PermissionState> states, Propagation propagation) {
        Set<String> purposes = new TreeSet<>();
        if (profile != null) {
            profile.permissions().forEach(rule -> purposes.add(rule.purpose()));
        }
        states.forEach(state -> purposes.add(state.purpose()));
        return new PermissionMatrix(
                CHANNELS,
                purposes.stream()
                        .map(purpose -> new Row(
                                purpose,
                                CHANNELS.stream()
                                        .map(channel -> cell(profile, states, propagation, purpose, channel))
                                        .toList()))
                        .toList());
    }

    private static Cell cell(
            @Nullable Profile profile,
            List<PermissionState> states,
            Propagation propagation,
            String purpose,
            String channel) {
        return states.stream()
                .filter(state ->
                        state.purpose().equals(purpose) && state.channel().equals(channel))
                // A prohibition of one topic is the more cautious thing to show than a grant of another.
                .min((one, other) -> Boolean.compare(
                        one.permission() == Permission.GRANTED, other.permission() == Permission.GRANTED))
                .map(state -> new Cell(state.permission().word(), state, propagation.of(state)))
                .orElseGet(() -> new Cell(byProfile(profile, purpose, channel), null, List.of()));
    }

    private static String byProfile(@Nullable Profile profile, String purpose, String channel) {
        return profile == null
                ? "unused"
                : profile.permission(purpose, channel)
                        .map(rule -> rule.optIn() ? "consent" : "free")
                        .orElse("unused");
    }
}
