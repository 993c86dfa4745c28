package fi.rekisterihub.description;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A description for a terminal or a mail: no line longer than a person reads easily, nothing but text. */
public final class PlainText {

    private static final int WIDTH = 92;

    private PlainText() {}

    public static List<String> lines(Description description) {
        List<String> lines = new ArrayList<>();
        underlined(lines, description.fullTitle(), '=');
        for (Part part : description.parts()) {
            lines.add("");
            underlined(lines, part.heading(), '-');
            part.blocks().forEach(block -> write(lines, block));
        }
        return lines;
    }

    /** What differs, with the lines around it left out: {@code +} came, {@code -} went, {@code ~} other words. */
    public static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (Comparison.ComparedPart part : comparison.parts()) {
            lines.add("");
            underlined(lines, part.heading(), '-');
            part.lines().stream()
                    .filter(line -> line.mark() != Mark.SAME)
                    .forEach(line -> wrap(lines, inWords(line), sign(line.mark()), "    "));
        }
        return lines;
    }

    private static String inWords(ComparedLine line) {
        return line.pieces().stream()
                .map(piece -> line.mark() != Mark.CHANGED || piece.mark() == Mark.SAME
                        ? piece.text()
                        : piece.mark() == Mark.ADDED ? "{+" + piece.text() + "+}" : "[-" + piece.text() + "-]")
                .collect(Collectors.joining(" "));
    }

    private static String sign(Mark mark) {
        return mark == Mark.ADDED ? "  + " : mark == Mark.REMOVED ? "  - " : "  ~ ";
    }

    private static void write(List<String> lines, Block block) {
        lines.add("");
        if (block instanceof Block.Bullets bullets) {
            int number = 1;
            for (Block.Line item : bullets.items()) {
                wrap(lines, item.text(), bullets.ordered() ? "%2d. ".formatted(number++) : "  - ", "    ");
            }
        } else if (block instanceof Block.Entries entries) {
            entries.entries().forEach(entry -> entry(lines, entry));
        } else if (block instanceof Block.Table table) {
            table.rows().forEach(row -> row(lines, table.head(), row));
        } else {
            block.lines().forEach(line -> wrap(lines, line.text(), "", ""));
        }
    }

    private static void entry(List<String> lines, Block.Entry entry) {
        wrap(lines, entry.name(), "  ", "  ");
        entry.texts().forEach(text -> wrap(lines, text, "    ", "    "));
    }

    private static void row(List<String> lines, List<String> head, Block.Row row) {
        wrap(lines, row.cells().get(0), "  ", "  ");
        for (int column = 1; column < row.cells().size(); column++) {
            wrap(lines, head.get(column) + ": " + row.cells().get(column), "    ", "      ");
        }
    }

    private static void underlined(List<String> lines, String heading, char with) {
        lines.add(heading);
        lines.add(String.valueOf(with).repeat(heading.length()));
    }

    /** @param first before the first line, {@code rest} before all others */
    static void wrap(List<String> lines, String text, String first, String rest) {
        StringBuilder line = new StringBuilder(first);
        int begun = first.length();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                begun = rest.length();
            }
            line.append(line.length() > begun ? " " : "").append(word);
        }
        lines.add(line.toString());
    }
}
