package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finland;
import fi.rekisterihub.permission.SimulatedWorld.Link;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What people choose on the page of preferences: they switch things off, or tick them and press the button in the mail. */
final class SimulatedPages {

    private static final Predicate<Wish> OF_MARKETING = wish -> wish.purpose().equals(PermissionAct.DIRECT_MARKETING);

    private final SimulatedWorld world;
    private final SimulatedHub hub;
    private final PermissionModel model;
    private final Chance chance;
    private int number;

    SimulatedPages(SimulatedWorld world) {
        this.world = world;
        this.hub = world.hub;
        this.model = world.model;
        this.chance = world.chance;
    }

    int number() {
        return number;
    }

    void open() {
        if (world.links.isEmpty()) {
            return;
        }
        Link link = chance.any(world.links);
        Preferences page = hub.preferences.of(link.token()).orElseThrow();
        if (page.rows().isEmpty() || chance.oneIn(4)) {
            nothingAnyMore(link);
        } else if (chance.oneIn(2)) {
            switchOff(link, page);
        } else {
            allow(link, page);
        }
    }

    private void nothingAnyMore(Link link) {
        number++;
        world.deeds.untilDone("%d wants nothing any more".formatted(link.row().id), () -> {
            Instant at = Instant.now();
            assertThat(hub.preferences.nothingAnyMore(link.token(), null)).isTrue();
            prohibited(link, "*", "*", at);
        });
    }

    /** What was shown may have changed before the button is pressed again. */
    private void switchOff(Link link, Preferences page) {
        List<Wish> shown = choices(page, Preferences.Choice::allowed);
        if (shown.isEmpty()) {
            return;
        }
        Wish off = chance.any(shown);
        Set<Wish> left = new HashSet<>(shown);
        left.remove(off);
        number++;
        world.deeds.untilDone("%d switches off %s".formatted(link.row().id, off.text()), () -> {
            Instant at = Instant.now();
            LinkPreferences.Outcome outcome = hub.preferences.change(link.token(), Set.copyOf(shown), left, "fi", null);
            // Whoever has left the register meanwhile is shown nothing to choose from.
            if (outcome != LinkPreferences.Outcome.REFUSED) {
                prohibited(link, off.channel(), off.scope(), at);
            } else {
                assertThat(link.row().gone).isTrue();
            }
        });
    }

    /** Not repeated when it fails, as every permission. The mail may be read much later, or never. */
    private void allow(Link link, Preferences page) {
        List<Wish> closed = choices(page, choice -> !choice.allowed() && choice.mayAllow());
        if (closed.isEmpty()) {
            return;
        }
        Wish wanted = chance.any(closed);
        boolean reads = !chance.oneIn(4);
        world.deeds.attempt("%d ticks %s".formatted(link.row().id, wanted.text()), () -> {
            hub.preferences.change(link.token(), Set.of(), Set.of(wanted), "fi", null);
            hub.inbox
                    .claim(Grants.SOURCE, asked(link, wanted))
                    .flatMap(hub.grants::letter)
                    .filter(letter -> reads)
                    .ifPresent(letter -> press(link, wanted, letter));
        });
    }

    private void press(Link link, Wish wanted, GrantLetter letter) {
        number++;
        model.granted(link.human(), link.row().register, wanted.channel(), wanted.scope(), Instant.now());
        hub.grants.confirm(tokenOf(letter));
    }

    private void prohibited(Link link, String channel, String scope, Instant at) {
        model.prohibited(
                link.human(),
                link.row().register,
                channel,
                scope,
                at,
                link.row().gone ? null : link.row(),
                link.email());
    }

    private static String asked(Link link, Wish wanted) {
        String text = link.token() + '\n' + wanted.text();
        return "%s:%s:%s".formatted(Hashes.hex(link.token()), Finland.today(), Hashes.hex(text));
    }

    private static String tokenOf(GrantLetter letter) {
        String[] parts = letter.url().split("/");
        return parts[parts.length - 2];
    }

    private static List<Wish> choices(Preferences page, Predicate<Preferences.Choice> like) {
        return page.rows().stream()
                .flatMap(row -> row.choices().stream())
                .filter(like)
                .map(Preferences.Choice::wish)
                .filter(OF_MARKETING)
                .sorted(Comparator.comparing(Wish::text))
                .collect(Collectors.toUnmodifiableList());
    }
}
