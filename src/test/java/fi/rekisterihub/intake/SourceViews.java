package fi.rekisterihub.intake;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a source stands, for tests outside of this room. */
public final class SourceViews {

    private SourceViews() {}

    public static @Nullable Freshness freshness(IntakeBench bench, String feed) {
        return new SourceReader(JdbcClient.create(bench.source))
                .find(feed)
                .map(SourceView::freshness)
                .orElse(null);
    }

    public static @Nullable String off(IntakeBench bench, String feed) {
        return view(bench, feed).off();
    }

    public static boolean scheduled(IntakeBench bench, String feed) {
        return view(bench, feed).scheduled();
    }

    public static boolean everFetched(IntakeBench bench, String feed) {
        return view(bench, feed).lastFetch() != null;
    }

    private static SourceView view(IntakeBench bench, String feed) {
        return new SourceReader(JdbcClient.create(bench.source)).find(feed).orElseThrow();
    }
}
