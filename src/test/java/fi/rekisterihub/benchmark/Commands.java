package fi.rekisterihub.benchmark;

import java.nio.file.Path;

/**
 * The deliveries of the days by the hub's commands, each in a Java that has just been started. Seconds; beside them what
 * PostgreSQL does by itself.
 *
 * @param same nothing changed
 * @param some 2 % changed
 * @param preview of such a delivery, beside its run
 */
record Commands(SideBySide same, SideBySide some, SideBySide preview) {

    /** @param home of a hub that is not running: it would take the runs */
    static Commands measured(DurableServer server, Days days, Path home, int rounds) throws Exception {
        HubImport command = new HubImport(server, home);
        PlainSql plain = new PlainSql(server, "commanded");
        Commands commands = new Commands(new SideBySide(), new SideBySide(), new SideBySide());
        server.empty();
        command.of(days.first, HubHome.HEAP);
        plain.load(days.first);
        for (int i = 0; i < rounds; i++) {
            Path day = days.sameOn(i);
            commands.same.round(
                    () -> {
                        server.settle();
                        return days.unchanged(command.of(day, HubHome.HEAP));
                    },
                    () -> plain.upsert(day));
        }
        for (int i = 0; i < rounds; i++) {
            Path day = days.someOn(i);
            // After the run its preview would find nothing to do; the day before differs in as many records.
            Path previewed = i % 2 == 0 ? day : days.someOn(i + 1);
            commands.preview.round(
                    () -> {
                        server.settle();
                        return command.preview(previewed, HubHome.HEAP);
                    },
                    () -> {
                        server.settle();
                        return days.changed(command.of(day, HubHome.HEAP));
                    });
            commands.some.add(commands.preview.lastOfTheirs(), plain.upsert(day));
        }
        plain.drop();
        return commands;
    }
}
