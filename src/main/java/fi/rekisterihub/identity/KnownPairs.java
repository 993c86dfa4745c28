package fi.rekisterihub.identity;

import fi.rekisterihub.identity.Members.Member;
import fi.rekisterihub.match.Grouping;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that speaks for or against calling the members of a circle one: likeness, what people said, contradictions. */
@Repository
class KnownPairs {

    /** Two whom no common key brought together, or whose likeness was too small to be kept. */
    private static final float NOT_ALIKE = -10;

    private static final String LIKE = """
            select one, other, bits, cardinality(guards) > 0 as guarded from likeness
             where one = any(:ids) and other = any(:ids)
            """;

    private final JdbcClient jdbc;
    private final SaidPairs said;

    KnownPairs(JdbcClient jdbc, SaidPairs said) {
        this.jdbc = jdbc;
        this.said = said;
    }

    private record Like(Pair pair, float bits, boolean guarded) {}

    /** @param members in the order in which the answer calls them by their places */
    Grouping.Pairs among(List<Member> members) {
        List<Long> ids = members.stream().map(Member::id).toList();
        Map<Pair, Like> likes = likes(ids);
        Map<Pair, Boolean> words = new HashMap<>();
        said.about(ids).forEach(word -> words.put(word.pair(), word.same()));
        return new Grouping.Pairs() {

            @Override
            public double bits(int one, int other) {
                Like like = likes.get(pair(one, other));
                return like == null ? NOT_ALIKE : like.bits();
            }

            @Override
            public boolean saidSame(int one, int other) {
                return Boolean.TRUE.equals(words.get(pair(one, other)));
            }

            @Override
            public boolean apart(int one, int other) {
                @Nullable Boolean word = words.get(pair(one, other));
                if (word != null) {
                    return !word;
                }
                Like like = likes.get(pair(one, other));
                return like != null && like.guarded() || members.get(one).contradicts(members.get(other));
            }

            private Pair pair(int one, int other) {
                return Pair.of(ids.get(one), ids.get(other));
            }
        };
    }

    private Map<Pair, Like> likes(Collection<Long> ids) {
        Map<Pair, Like> likes = new HashMap<>();
        jdbc.sql(LIKE)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Like(
                        new Pair(row.getLong("one"), row.getLong("other")),
                        row.getFloat("bits"),
                        row.getBoolean("guarded")))
                .list()
                .forEach(like -> likes.put(like.pair(), like));
        return likes;
    }
}
