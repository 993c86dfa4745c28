package fi.rekisterihub.description;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a part of a text is made of. Each line knows which rule of the profile it came from. */
public sealed interface Block {

    /** Every line of it in reading order, rows and entries each as one. */
    Stream<Line> lines();

    /** What templates tell them apart by: heading, paragraph, bullets, entries or table. */
    default String form() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * One thing said.
     *
     * @param from the rule that says it, as a path into the profile ({@code recipients/brevo}); {@code law} for what the
     *     GDPR gives everybody, {@code engine} for what the hub does in every register
     */
    record Line(String from, String text) {}

    /** A heading within a part. */
    record Heading(Line line) implements Block {

        @Override
        public Stream<Line> lines() {
            return Stream.of(line);
        }
    }

    record Paragraph(Line line) implements Block {

        @Override
        public Stream<Line> lines() {
            return Stream.of(line);
        }
    }

    /** @param ordered whether the order says something */
    record Bullets(boolean ordered, List<Line> items) implements Block {

        @Override
        public Stream<Line> lines() {
            return items.stream();
        }
    }

    /** Names and what is said of each. */
    record Entries(List<Entry> entries) implements Block {

        @Override
        public Stream<Line> lines() {
            return entries.stream()
                    .map(entry -> new Line(entry.from(), entry.name() + ": " + String.join(" ", entry.texts())));
        }
    }

    /** @param texts a paragraph each, at least one */
    record Entry(String from, String name, List<String> texts) {}

    /** @param head one name a column */
    record Table(List<String> head, List<Row> rows) implements Block {

        @Override
        public Stream<Line> lines() {
            return rows.stream().map(row -> new Line(row.from(), row.inWords(head)));
        }
    }

    /** @param cells one a column of the head */
    record Row(String from, List<String> cells) {

        /** The first cell names the row: "Brevo. Purpose: newsletters. Country: France." */
        private String inWords(List<String> head) {
            StringBuilder words = new StringBuilder(cells.get(0));
            for (int column = 1; column < cells.size(); column++) {
                words.append(words.toString().endsWith(".") ? " " : ". ")
                        .append(head.get(column))
                        .append(": ")
                        .append(cells.get(column));
            }
            return words.append(words.toString().endsWith(".") ? "" : ".").toString();
        }
    }
}
