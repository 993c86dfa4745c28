package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.description.Block.Row;
import java.util.ArrayList;
import java.util.List;

/** Puts one part together, block by block; what has nothing in it is left out. */
final class Parts {

    private final String id;
    private final String heading;
    private final List<Block> blocks = new ArrayList<>();

    Parts(String id, String heading) {
        this.id = id;
        this.heading = heading;
    }

    Parts heading(String from, String text) {
        blocks.add(new Block.Heading(new Line(from, text)));
        return this;
    }

    Parts say(String from, String text) {
        blocks.add(new Block.Paragraph(new Line(from, text)));
        return this;
    }

    Parts bullets(List<Line> items) {
        return add(items, new Block.Bullets(false, List.copyOf(items)));
    }

    Parts numbered(List<Line> items) {
        return add(items, new Block.Bullets(true, List.copyOf(items)));
    }

    Parts entries(List<Entry> entries) {
        return add(entries, new Block.Entries(List.copyOf(entries)));
    }

    Parts table(List<String> head, List<Row> rows) {
        return add(rows, new Block.Table(head, List.copyOf(rows)));
    }

    private Parts add(List<?> content, Block block) {
        if (!content.isEmpty()) {
            blocks.add(block);
        }
        return this;
    }

    /** No part at all where nothing was said. */
    List<Part> done() {
        return blocks.isEmpty() ? List.of() : List.of(new Part(id, heading, List.copyOf(blocks)));
    }
}
