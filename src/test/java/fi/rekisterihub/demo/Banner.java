package fi.rekisterihub.demo;

/** The few lines that tell a newcomer where to look. */
final class Banner {

    static final String USER = "demo";
    static final String PASSWORD = "demo";

    private static final String TEXT = """

              Rekisterihub is running at %1$s
              Log in as %2$s with the password %3$s

              Everything outside is simulated on this machine: the company register, a credit bureau, a directory,
              the population register, opt-out lists, two newsletter providers, the processors, and servers for mails
              and files. All people are made up.

                Today        runs with their progress; the first load takes a minute, then news every 20 seconds
                Sources      how fresh each is, what its calls cost, a budget that is soon used up, days to read once more
                People       open somebody: each value with its source, each permission with who said so
                Opt-outs     unsubscribes from Mailchimp and by mail, and how they reached the other provider
                Processors   who was told what was corrected, with receipts; one of them has bad moments

              Edit a file in routes/ or mappings/ to change what the hub does. Stop with Ctrl-C and start again when
              you like; delete the folder data/ to begin from nothing.
            """;

    private Banner() {}

    static String text(String address) {
        return TEXT.formatted(address, USER, PASSWORD);
    }

    static void print(String address) {
        System.out.println(text(address));
    }
}
