package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Intent.Kind;
import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Counts of a part of the set. */
record ReplyFigures(
        String name, long entered, long right, long wanted, long seen, long asking, long shown, long ordinary) {

    static ReplyFigures of(String name, List<Reply> replies) {
        return of(name, replies, LearntOpinion.LEARNT);
    }

    static ReplyFigures of(String name, List<Reply> replies, LearntOpinion opinion) {
        return of(name, replies, reply -> ReplyIntent.of(reply.text(), opinion).kind());
    }

    static ReplyFigures of(String name, List<Reply> replies, Function<Reply, Kind> read) {
        List<Reply> asking =
                replies.stream().filter(reply -> reply.label() != Kind.OTHER).toList();
        List<Reply> ordinary =
                replies.stream().filter(reply -> reply.label() == Kind.OTHER).toList();
        List<Reply> wanted =
                replies.stream().filter(reply -> reply.label() == Kind.OPT_OUT).toList();
        return new ReplyFigures(
                name,
                count(replies, read, Kind.OPT_OUT),
                count(wanted, read, Kind.OPT_OUT),
                wanted.size(),
                asking.size() - count(asking, read, Kind.OTHER),
                asking.size(),
                count(ordinary, read, Kind.REVIEW),
                ordinary.size());
    }

    static ReplyFigures sum(String name, List<ReplyFigures> parts) {
        return new ReplyFigures(
                name,
                sum(parts, ReplyFigures::entered),
                sum(parts, ReplyFigures::right),
                sum(parts, ReplyFigures::wanted),
                sum(parts, ReplyFigures::seen),
                sum(parts, ReplyFigures::asking),
                sum(parts, ReplyFigures::shown),
                sum(parts, ReplyFigures::ordinary));
    }

    private static long sum(List<ReplyFigures> parts, ToLongFunction<ReplyFigures> count) {
        return parts.stream().mapToLong(count).sum();
    }

    private static long count(List<Reply> replies, Function<Reply, Kind> read, Kind kind) {
        return replies.stream().filter(reply -> read.apply(reply) == kind).count();
    }

    double precision() {
        return (double) right / entered;
    }

    double recall() {
        return (double) right / wanted;
    }

    double noticed() {
        return (double) seen / asking;
    }

    double troubled() {
        return (double) shown / ordinary;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  %-14s entered %3d, right %3d: precision %.3f; of %3d: recall %.3f; noticed %3d of %3d: %.4f;"
                        + " ordinary shown to a person %2d of %3d: %.2f",
                name,
                entered,
                right,
                precision(),
                wanted,
                recall(),
                seen,
                asking,
                noticed(),
                shown,
                ordinary,
                troubled());
    }
}
