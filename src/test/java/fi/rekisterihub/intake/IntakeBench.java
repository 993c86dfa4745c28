package fi.rekisterihub.intake;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.HubHome;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.population.FreshShield;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.FreshIdentities;
import fi.rekisterihub.support.FreshDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What fetches need of the intake room, on a database of its own and without Spring. */
public final class IntakeBench {

    public final DataSource source;
    public final JdbcClient jdbc;
    public final HubHome home;
    public final Deliveries deliveries;
    public final Pages pages;
    public final Lookups lookups;
    public final PersonLookups persons;
    public final ContactWatch contactWatch;
    public final CodeLists codeLists;
    public final Inbox inbox;
    public final Schedules schedules;
    public final SourceLimits limits;
    public final IntakeSettings settings = new IntakeSettings(
            100,
            2,
            Duration.ofSeconds(15),
            DataSize.ofMegabytes(50),
            DataSize.ofMegabytes(200),
            Duration.ofDays(90),
            false);
    public final Signals signals;
    public final Backfills backfills;
    public final BackfillReader backfillReader;
    public final SourceStandings standings;
    public final MeterRegistry meters = new SimpleMeterRegistry();
    public final Profiles profiles;
    public final Mappings mappings = ShippedMappings.read();
    public final TransactionTemplate transaction;
    private final DeliveryContent content;

    private IntakeBench(DataSource source, Map<String, SourceLimit> sources) {
        this.source = source;
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        home = aHome();
        profiles = ShippedProfiles.read(jdbc);
        Shields shields = new Shields(FreshShield.on(jdbc, transaction), FreshShield.ofAnswersOn(jdbc, transaction));
        content = new DeliveryContent(jdbc, home, settings, shields);
        deliveries = new Deliveries(jdbc, transaction, mappings, profiles, home, settings, content, shields);
        pages = new Pages(jdbc, transaction, mappings, shields);
        lookups = new Lookups(jdbc, profiles);
        persons = new PersonLookups(jdbc, profiles, FreshIdentities.on(jdbc, transaction));
        schedules = new Schedules(jdbc);
        FeedCursors cursors = new FeedCursors(jdbc);
        codeLists = new CodeLists(jdbc, transaction, mappings);
        contactWatch = new ContactWatch(jdbc, transaction, profiles, cursors);
        signals = new Signals(jdbc, cursors, transaction, profiles);
        backfillReader = new BackfillReader(jdbc);
        backfills = new Backfills(jdbc, transaction, cursors, backfillReader);
        inbox = new Inbox(
                jdbc, new InboxSettings(Duration.ofMinutes(2), 8, Duration.ofMillis(50), Duration.ofSeconds(1)));
        SourceSettings sourceSettings = new SourceSettings(sources, Map.of());
        standings = new SourceStandings(jdbc, sourceSettings);
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("meters", meters));
        limits = new SourceLimits(
                jdbc,
                transaction,
                sourceSettings,
                new SourceGauges(beans.getBeanProvider(MeterRegistry.class), standings, sourceSettings));
    }

    public static IntakeBench with(Map<String, SourceLimit> sources) {
        return new IntakeBench(FreshDatabase.dataSource(), sources);
    }

    /** With connections that are kept, for a test of many calls; the caller closes the source. */
    public static IntakeBench pooled(Map<String, SourceLimit> sources) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(FreshDatabase.dataSource());
        pool.setMaximumPoolSize(4);
        return new IntakeBench(new HikariDataSource(pool), sources);
    }

    /** Another node on the same database. */
    public static IntakeBench beside(IntakeBench other, Map<String, SourceLimit> sources) {
        return new IntakeBench(other.source, sources);
    }

    static IntakeBench on(DataSource source, Map<String, SourceLimit> sources) {
        return new IntakeBench(source, sources);
    }

    public long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** What the meaning of the feed's records depends on now. */
    public String epoch(String feed, String register) {
        return new Epochs(profiles, mappings, codeLists).of(mappings.get(feed), register);
    }

    /** How many records can be read out of the last delivered file of a feed. */
    public long recordsOf(String feed) {
        record Last(long id, String file) {}
        Last last = jdbc.sql(
                        "select id, file from delivery where feed = :feed and file is not null order by id desc limit 1")
                .param("feed", feed)
                .query(Last.class)
                .single();
        long[] records = new long[1];
        content.open(last.id(), last.file(), mappings.get(feed).content())
                .read((ordinal, line, raw, fields, bad) -> records[0]++);
        return records[0];
    }

    private static HubHome aHome() {
        try {
            return new HubHome(Files.createTempDirectory("hub-home").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
