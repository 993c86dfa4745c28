package fi.rekisterihub.identity;

import fi.rekisterihub.match.Grouping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who hangs together with whom: by what the matcher calls the same, by what a person said, or because they are linked now.
 * Whoever stands in no common circle cannot become one, so a change is judged within its circle.
 */
@Repository
class Circles {

    private static final String EDGES = """
            select one, other from likeness where verdict = 'same' and (one = any(:ids) or other = any(:ids))
            union
            select one, other from identity_in_force where verdict = 'same' and (one = any(:ids) or other = any(:ids))
            union
            select head_id, part_id from entity_link where head_id = any(:ids) or part_id = any(:ids)
            """;

    private final JdbcClient jdbc;

    Circles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The circles in which these stand, each with its members in the order of their ids; those of one are left out. */
    List<List<Long>> around(Collection<Long> ids) {
        Map<Long, Set<Long>> neighbours = new HashMap<>();
        Set<Long> asked = new HashSet<>();
        Set<Long> next = new HashSet<>(ids);
        // What is larger than can be judged need not be known to its end.
        while (!next.isEmpty() && asked.size() < ids.size() + 4 * Grouping.LARGEST) {
            asked.addAll(next);
            jdbc.sql(EDGES)
                    .param("ids", next.toArray(Long[]::new))
                    .query((row, n) -> new Pair(row.getLong("one"), row.getLong("other")))
                    .list()
                    .forEach(edge -> {
                        neighbours
                                .computeIfAbsent(edge.one(), id -> new TreeSet<>())
                                .add(edge.other());
                        neighbours
                                .computeIfAbsent(edge.other(), id -> new TreeSet<>())
                                .add(edge.one());
                    });
            next = new HashSet<>(neighbours.keySet());
            next.removeAll(asked);
        }
        return circles(neighbours);
    }

    private static List<List<Long>> circles(Map<Long, Set<Long>> neighbours) {
        List<List<Long>> circles = new ArrayList<>();
        Set<Long> placed = new HashSet<>();
        for (Long first : new TreeSet<>(neighbours.keySet())) {
            if (placed.add(first)) {
                Set<Long> circle = new TreeSet<>(Set.of(first));
                Queue<Long> open = new ArrayDeque<>(circle);
                while (!open.isEmpty()) {
                    neighbours.getOrDefault(open.remove(), Set.of()).stream()
                            .filter(placed::add)
                            .forEach(id -> {
                                circle.add(id);
                                open.add(id);
                            });
                }
                circles.add(List.copyOf(circle));
            }
        }
        return circles;
    }
}
