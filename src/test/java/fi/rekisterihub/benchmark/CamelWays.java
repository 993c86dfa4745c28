package fi.rekisterihub.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.csv.CSVFormat;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** The same file by Camel routes as people write them: one row an exchange, and a good one in batches of a thousand. */
final class CamelWays {

    private static final String UPSERT =
            "insert into plain.camel_person (%s) values (%s) on conflict (customer_id) do update set phone = excluded.phone, "
                    + "email = excluded.email, street = excluded.street";

    private final DurableServer server;
    private final Path few;
    private final int fewRows;
    private final Path more;
    private final int moreRows;

    /** Once through, so that what is measured afterwards has its classes compiled and its rows in the table. */
    CamelWays(DurableServer server, Days days) throws Exception {
        this.server = server;
        this.fewRows = Math.min(days.rows, 20_000);
        this.moreRows = Math.min(days.rows, 100_000);
        this.few = days.firstRows(fewRows);
        this.more = days.firstRows(moreRows);
        String columns = PlainSql.COLUMNS.replace("customer_id, ", "customer_id text primary key, ");
        server.execute(
                "create schema if not exists plain",
                "create table plain.camel_person ("
                        + columns.replace(", ", " text, ").replace("primary key text", "primary key")
                        + " text) with (fillfactor = 85)",
                "create index on plain.camel_person (phone)");
        rowByRow();
        inBatches();
    }

    /** @return rows a second, one SQL statement a row */
    double rowByRow() throws Exception {
        AtomicInteger written = new AtomicInteger();
        return fewRows
                / seconds(fewRows, written, new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(fileUri(few))
                                .unmarshal(maps())
                                .split(body())
                                .streaming()
                                .to("sql:" + upsert() + "?dataSource=#ds")
                                .process(exchange -> written.addAndGet(1));
                    }
                });
    }

    /** @return rows a second, batches of a thousand rows */
    double inBatches() throws Exception {
        AtomicInteger written = new AtomicInteger();
        return moreRows
                / seconds(moreRows, written, new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(fileUri(more))
                                .unmarshal(maps())
                                .split(body())
                                .streaming()
                                .aggregate(
                                        constant(true),
                                        new org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy())
                                .completionSize(1000)
                                .completionPredicate(exchangeProperty("CamelSplitComplete"))
                                .eagerCheckCompletion()
                                .setProperty("rows", simple("${body.size}"))
                                .to("sql:" + upsert() + "?dataSource=#ds&batch=true")
                                .process(exchange -> written.addAndGet(exchange.getProperty("rows", Integer.class)));
                    }
                });
    }

    private double seconds(int rows, AtomicInteger written, RouteBuilder routes) throws Exception {
        server.settle();
        PGSimpleDataSource single = new PGSimpleDataSource();
        single.setUrl(server.url());
        try (DefaultCamelContext camel = new DefaultCamelContext();
                com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource()) {
            pool.setDataSource(single);
            camel.getRegistry().bind("ds", pool);
            camel.addRoutes(routes);
            long start = System.nanoTime();
            camel.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> written.get() == rows);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static String fileUri(Path csv) {
        return "file:%s?fileName=%s&noop=true&initialDelay=0&idempotent=true"
                .formatted(csv.getParent(), csv.getFileName());
    }

    private static CsvDataFormat maps() {
        CsvDataFormat csv =
                new CsvDataFormat(CSVFormat.DEFAULT.builder().setDelimiter(';').build());
        csv.setUseMaps(true);
        csv.setLazyLoad(true);
        return csv;
    }

    private static String upsert() {
        String values = ":#" + PlainSql.COLUMNS.replace(", ", ", :#");
        return UPSERT.formatted(PlainSql.COLUMNS, values);
    }
}
