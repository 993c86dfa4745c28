package fi.rekisterihub.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is printed when only help or the version is asked for. */
@Command(
        name = "rekisterihub",
        description = "Keeps a company's customer register true. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = HubCommand.Version.class,
        footer = {
            "",
            "Any setting may be given too, such as --hub.home=/srv/hub (default: the working directory).",
            "Exit codes: 0 done, 1 found something wrong or failed, 2 the command cannot be understood."
        })
final class HubCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = HubCommand.class.getPackage().getImplementationVersion();
            return new String[] {"rekisterihub " + Objects.requireNonNullElse(version, "development")};
        }
    }
}
