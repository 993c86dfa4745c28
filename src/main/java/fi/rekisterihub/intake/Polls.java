package fi.rekisterihub.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * How far providers have been asked that call nobody by themselves, and what they answered. An answer is kept in the inbox
 * under its own bytes, so that one that says nothing new is not worked on again; the place moves when all is kept.
 */
@Component
public final class Polls {

    private static final String PART = "poll";
    private static final String JSON = "application/json";

    private final FeedCursors cursors;
    private final Inbox inbox;

    Polls(FeedCursors cursors, Inbox inbox) {
        this.cursors = cursors;
        this.inbox = inbox;
    }

    /**
     * From when on to ask.
     *
     * @param first how far back the very first question goes
     * @param overlap how much is asked for again each time, for what a provider tells late
     */
    public Instant from(String name, Duration first, Duration overlap, Instant now) {
        return cursors.place(name, PART)
                .flatMap(Polls::instant)
                // A clock that was wrong may have put the place after now.
                .map(read -> read.isAfter(now) ? now : read)
                .orElse(now.minus(first))
                .minus(overlap);
    }

    /**
     * What of a time was asked for and not read to its end.
     *
     * @param page where to go on
     */
    public record Span(Instant from, Instant to, int page) {

        private static final Pattern TEXT = Pattern.compile("(\\S+)/(\\S+)/(\\d{1,6})");

        private String text() {
            return from + "/" + to + "/" + page;
        }

        private static Optional<Span> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            try {
                return parts.matches()
                        ? Optional.of(new Span(
                                Instant.parse(parts.group(1)),
                                Instant.parse(parts.group(2)),
                                Integer.parseInt(parts.group(3))))
                        : Optional.empty();
            } catch (DateTimeException noTimes) {
                return Optional.empty();
            }
        }
    }

    /** The time that the last asking had to leave off in; empty when it came to its end. */
    public Optional<Span> leftOff(String name) {
        return cursors.place(name, PART).flatMap(Span::parse);
    }

    /** The page to go on with where the last asking had to stop; the first one else. */
    public int page(String name) {
        return cursors.place(name, PART)
                .filter(place -> place.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(1);
    }

    /** @return false when it says what it said before */
    public boolean keep(String provider, byte[] answer) {
        return inbox.accept(provider, "poll:" + sha256(answer), JSON, Map.of(), answer);
    }

    public void readTo(String name, Instant to) {
        cursors.move(name, PART, to.toString());
    }

    public void leaveOff(String name, Span span) {
        cursors.move(name, PART, span.text());
    }

    /** @param page where to go on next time */
    public void readTo(String name, int page) {
        cursors.move(name, PART, Integer.toString(page));
    }

    /** Empty for a page, where the call was another before. */
    private static Optional<Instant> instant(String place) {
        try {
            return Optional.of(Instant.parse(place));
        } catch (DateTimeException aPage) {
            return Optional.empty();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
