package fi.rekisterihub.benchmark;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How a hub is started to be measured: with the route of the customer system's exports and no other, so that nothing else moves. */
final class HubHome {

    static final String HEAP = "256m";

    private static final Pattern RECIPIENTS = Pattern.compile("(?ms)^recipients:\\n.*?(?=^[a-z-]+:)");

    private HubHome() {}

    /** A Java with a small heap up to the hub's own class; its arguments are to be added. */
    static List<String> command(String heap, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As in the Dockerfile and the README.
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RekisterihubApplication.class.getName()));
        return command;
    }

    private static final String PHONE_LIST = """
            feed: phone-list
            record: optout
            description: An opt-out list for phone that always comes whole
            content:
              type: csv
              full: true
            brake:
              changes: 100 %
            key: number
            fields:
              channel: "'phone'"
              phone: $phone(number)
            """;

    /** With a list of numbers besides, which comes through a drop folder too and binds the register. */
    static Path withPhoneList() throws IOException {
        Path home = withoutRecipients();
        Path routes = home.resolve("routes");
        Files.writeString(
                routes.resolve("phone-list.camel.yaml"),
                Files.readString(routes.resolve("crm-person.camel.yaml"))
                        .replace("crm-person", "phone-list")
                        .replace("hub.sources.crm.", "hub.sources.phone-list."));
        Files.writeString(home.resolve("mappings/phone-list.yaml"), PHONE_LIST);
        Path profile = home.resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        Files.writeString(
                profile,
                Files.readString(profile)
                        .replace("opt-out-lists: [dma-optout]", "opt-out-lists: [phone-list]")
                        .replace("- feed: dma-optout", "- feed: phone-list"));
        return home;
    }

    /** As shipped, with two processors that are told of every change they hold. */
    static Path withRecipients() throws IOException {
        Path home = TestHome.withRoutes("crm-person");
        // A million changes at once is what is measured here; a brake would wait for a person.
        Path mapping = home.resolve("mappings/crm-person.yaml");
        Files.writeString(mapping, Files.readString(mapping) + "\nbrake:\n  changes: 100 %\n");
        return home;
    }

    /** The same with a register of which nobody else holds anything. */
    static Path withoutRecipients() throws IOException {
        Path home = withRecipients();
        Path profile = home.resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        String shipped = Files.readString(profile);
        String alone = RECIPIENTS.matcher(shipped).replaceFirst("recipients: []\n");
        if (alone.equals(shipped)) {
            throw new IllegalStateException("The shipped profile has no recipients any more to be left out.");
        }
        Files.writeString(profile, alone);
        return home;
    }
}
