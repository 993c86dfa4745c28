package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Intent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The set in {@code src/test/resources/mail/replies}; its README says how it is written and why half of it is kept back. */
record LabelledReplies(List<Reply> all) {

    LabelledReplies {
        all = List.copyOf(all);
    }

    static final String[] FIRST = {"finnish", "swedish", "english", "mixed"};
    static final String[] LATER = {"finnish-later", "swedish-later", "english-later"};
    static final String[] BLIND = {"finnish-blind", "swedish-blind", "english-blind"};
    static final String[] NEXT = {"finnish-next", "swedish-next", "english-next"};

    /** By authors of whom nothing was ever read: kept back as a whole. */
    static final String[] FRESH = {"finnish-fresh", "swedish-fresh", "english-fresh"};

    /** By six authors who knew neither the rules nor the other sets, to be learnt from. */
    static final String[] TAUGHT = {"finnish-taught", "swedish-taught", "english-taught"};

    static final String[] ALL =
            Stream.of(FIRST, LATER, BLIND, NEXT, TAUGHT).flatMap(Stream::of).toArray(String[]::new);

    private static final Set<String> KEEPING_A_HALF =
            Stream.of(new String[][] {FIRST}).flatMap(Stream::of).collect(Collectors.toUnmodifiableSet());

    private static final Path FOLDER = Path.of("src/test/resources/mail/replies");

    /** One message with its label. */
    record Reply(String id, String language, Kind label, ReplyText text) {

        boolean keptBack() {
            CRC32 sum = new CRC32();
            sum.update(id.getBytes(StandardCharsets.UTF_8));
            return language.endsWith("-fresh") || KEEPING_A_HALF.contains(language) && sum.getValue() % 2 == 1;
        }
    }

    List<Reply> half(boolean keptBack) {
        return all.stream().filter(reply -> reply.keptBack() == keptBack).toList();
    }

    static LabelledReplies read(String... languages) throws IOException {
        List<Reply> replies = new ArrayList<>();
        for (String language : languages) {
            String file = Files.readString(FOLDER.resolve(language + ".txt"));
            for (String message : ("\n" + file).split("\n=== ")) {
                if (!message.isBlank()) {
                    replies.add(reply(language, message));
                }
            }
        }
        return new LabelledReplies(replies);
    }

    /** The lines of {@code learning-*.txt}, which are answers without a subject and were never measured. */
    static List<Reply> readLines(String... languages) throws IOException {
        List<Reply> replies = new ArrayList<>();
        for (String language : languages) {
            for (String line : Files.readAllLines(FOLDER.resolve("learning-" + language + ".txt"))) {
                String[] parts = line.split(": ", 2);
                String id = "learning-" + language + "-" + replies.size();
                replies.add(new Reply(id, "learning", kind(parts[0]), new ReplyText("", parts[1], true, false)));
            }
        }
        return replies;
    }

    private static Kind kind(String label) {
        return Kind.valueOf(label.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static Reply reply(String language, String message) {
        String[] parts = message.split("\n", 4);
        List<String> head = List.of(parts[0].split(" "));
        Set<String> flags = Set.copyOf(head.subList(2, head.size()));
        String subject = parts[1].substring("Subject:".length()).strip();
        Kind label = kind(head.get(1));
        String body = parts.length < 4 ? "" : parts[3];
        // As MailClassifier takes it: an answer under a subject of its own says what it wants there.
        boolean answer = flags.contains("reply") && Signs.isReply(subject);
        ReplyText text = new ReplyText(subject, body, answer, flags.contains("token"));
        return new Reply(head.get(0), language, label, text);
    }
}
