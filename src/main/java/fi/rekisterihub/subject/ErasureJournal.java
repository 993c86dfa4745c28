package fi.rekisterihub.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.HubHome;
import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.IntakeSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Erasures and restrictions outside of the database, in {@code data/erasures.journal}: a restored backup knows nothing of those
 * that came after it, nor of what was lifted and who came back since. What the journal knows and the database does not is done
 * again at the start, before anything is written. A line holds numbers and keyed hashes, and no datum of a person.
 */
@Service
public class ErasureJournal {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureJournal.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Path file;
    private final ErasureEvents events;
    private final Erasures erasures;
    private final Returns returns;
    private final Restrictions restrictions;
    private final IntakeSettings settings;
    private @Nullable Rounds rounds;

    ErasureJournal(
            HubHome home,
            ErasureEvents events,
            Erasures erasures,
            Returns returns,
            Restrictions restrictions,
            IntakeSettings settings) {
        this.folder = home.data();
        this.file = folder.resolve("erasures.journal");
        this.events = events;
        this.erasures = erasures;
        this.returns = returns;
        this.restrictions = restrictions;
        this.settings = settings;
    }

    /**
     * One act.
     *
     * @param what erased, returned, restricted or restriction-lifted
     * @param persons the hub's own numbers, as they were then; none of a return
     * @param keys the keyed hashes under which the person stays away, or by which they are let in again; none of a restriction
     */
    record Line(
            UUID token,
            String what,
            String register,
            String cause,
            String who,
            Instant at,
            List<Long> persons,
            Set<String> keys) {

        static Line of(UUID token, String what, String register, String cause, String who, Instant at, String detail) {
            JsonNode node = read(detail).orElseThrow();
            return new Line(
                    token, what, register, cause, who, at, persons(node.path("parts")), keys(node.path("keys")));
        }

        static Optional<Line> of(String text) {
            return read(text)
                    .map(node -> new Line(
                            UUID.fromString(node.path("token").asText()),
                            node.path("what").asText(),
                            node.path("register").asText(),
                            node.path("cause").asText(),
                            node.path("who").asText(),
                            Instant.parse(node.path("at").asText()),
                            persons(node.path("persons")),
                            keys(node.path("keys"))));
        }

        String text() {
            ObjectNode node = JSON.createObjectNode()
                    .put("token", token.toString())
                    .put("what", what)
                    .put("register", register)
                    .put("cause", cause)
                    .put("who", who)
                    .put("at", at.toString());
            persons.forEach(node.putArray("persons")::add);
            keys.stream().sorted().forEach(node.putArray("keys")::add);
            return node.toString();
        }

        /** Who was purged because their time was over is purged again by the clock. */
        boolean isPurge() {
            return what.equals(ErasureEvents.ERASED) && keys.isEmpty();
        }

        private static List<Long> persons(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(JsonNode::asLong)
                    .toList();
        }

        private static Set<String> keys(JsonNode list) {
            Set<String> keys = new HashSet<>();
            list.forEach(key -> keys.add(key.asText()));
            return keys;
        }

        /** Empty for a line that a killed process has written half of. */
        private static Optional<JsonNode> read(String text) {
            try {
                return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
            } catch (JsonProcessingException half) {
                return Optional.empty();
            }
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.worker()) {
            rounds = Rounds.every("erasure-journal", Duration.ZERO, Duration.ofSeconds(5), this::round);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    /** Does again what the database has forgotten, and writes down what the journal does not have. */
    public synchronized void round() {
        List<Line> lines = lines();
        Set<UUID> written = new HashSet<>();
        lines.forEach(line -> written.add(line.token()));
        Set<UUID> known = events.known(written);
        for (Line line : lines) {
            if (!known.contains(line.token())) {
                doAgain(line);
            }
        }
        List<Line> more = events.notIn(written);
        if (!more.isEmpty()) {
            append(more);
        }
    }

    private void doAgain(Line line) {
        if (line.isPurge()) {
            return;
        }
        int there =
                switch (line.what()) {
                    case ErasureEvents.RETURNED -> returns.again(line);
                    case ErasureEvents.RESTRICTED, ErasureEvents.LIFTED -> restrictions.again(line);
                    default -> erasures.again(line);
                };
        LOG.warn(
                "The database does not remember {} '{}' of {}, so it was done again; {} of its persons were there.",
                line.token(),
                line.what(),
                line.register(),
                there);
    }

    private List<Line> lines() {
        try {
            List<Line> lines = new ArrayList<>();
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(text -> Line.of(text).ifPresent(lines::add));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of erasures at %s cannot be read.".formatted(file), e);
        }
    }

    private void append(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        // A half line of a killed process ends here.
        lines.forEach(line -> text.append('\n').append(line.text()));
        text.append('\n');
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of erasures at %s cannot be written.".formatted(file), e);
        }
    }
}
