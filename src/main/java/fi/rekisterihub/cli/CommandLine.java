package fi.rekisterihub.cli;

import fi.rekisterihub.NearestWord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Reads the command and starts what it needs: the whole server, a context without web, or nothing but files.
 * Settings such as {@code --hub.home=/srv/hub} may stand anywhere; they are told from a command's own options by the
 * dot in their name.
 */
public final class CommandLine {

    private static final String SERVE = "serve";

    private final Class<?> application;
    private final PrintStream out;
    private final PrintStream err;

    CommandLine(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.out = out;
        this.err = err;
    }

    /** Returns when the server has started; ends the process after any other command. */
    public static void run(Class<?> application, String[] args) {
        Optional<String> command = commandOf(args);
        if (!asksForText(args) && command.orElse(SERVE).equals(SERVE)) {
            SpringApplication.run(application, without(SERVE, args));
            return;
        }
        // Without it the log would speak before a context sets it up, and `check` never starts one.
        LoggingSystem.get(CommandLine.class.getClassLoader()).beforeInitialize();
        int exit = new CommandLine(application, System.out, System.err).execute(args);
        System.out.flush();
        System.exit(exit);
    }

    /** Executes a command other than {@code serve}; 0 is success, 1 is a finding or failure, 2 a wrong command. */
    int execute(String... args) {
        List<String> settings =
                Arrays.stream(args).filter(CommandLine::isSetting).toList();
        picocli.CommandLine commands = new picocli.CommandLine(new HubCommand());
        commands.addSubcommand(new ServeCommand());
        commands.addSubcommand(new CheckCommand(settings, out));
        commands.addSubcommand(new PreviewCommand(new FeedContext(application, settings, out, err)));
        commands.addSubcommand(new ImportCommand(new FeedContext(application, settings, out, err)));
        commands.addSubcommand(new NewSourceCommand(settings, out));
        commands.addSubcommand(new DescribeCommand(settings, out, err));
        commands.addSubcommand(new MatchCommand(out));
        commands.addSubcommand(new ClassifyMailCommand(out, err));
        commands.addSubcommand(new VerifyEvidenceCommand(out));
        commands.setOut(new java.io.PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
        commands.setErr(new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler((wrong, given) -> {
            err.println(wrong.getMessage() + ". Run with --help to see what can be given.");
            return 2;
        });
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println(Sentences.of(failure));
            return 1;
        });
        Optional<String> command = commandOf(args);
        if (command.isPresent() && !commands.getSubcommands().containsKey(command.get())) {
            err.println("There is no command '%s'%s"
                    .formatted(
                            command.get(),
                            NearestWord.hint(
                                    command.get(), commands.getSubcommands().keySet())));
            return 2;
        }
        return commands.execute(
                Arrays.stream(args).filter(argument -> !isSetting(argument)).toArray(String[]::new));
    }

    static boolean isSetting(String argument) {
        return argument.matches("--[\\w-]+(\\.[\\w\\[\\]-]+)+(=.*)?");
    }

    private static boolean asksForText(String[] args) {
        return Arrays.stream(args).anyMatch(List.of("--help", "-h", "--version", "-V")::contains);
    }

    private static Optional<String> commandOf(String[] args) {
        return Arrays.stream(args).filter(argument -> !argument.startsWith("-")).findFirst();
    }

    private static String[] without(String word, String[] args) {
        List<String> rest = new ArrayList<>(List.of(args));
        rest.remove(word);
        return rest.toArray(String[]::new);
    }
}
