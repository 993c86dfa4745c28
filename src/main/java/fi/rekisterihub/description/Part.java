package fi.rekisterihub.description;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a text under its heading.
 *
 * @param id the same in every language; anchors and comparisons know the part by it
 */
public record Part(String id, String heading, List<Block> blocks) {

    public Stream<Block.Line> lines() {
        return blocks.stream().flatMap(Block::lines);
    }
}
