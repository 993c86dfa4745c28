package fi.rekisterihub.cli;

import picocli.CommandLine.Command;

/** Only for {@code --help}: {@link CommandLine#run} starts the server before commands are parsed. */
@Command(name = "serve", description = "The server (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {

    @Override
    public void run() {
        throw new IllegalStateException("The server is started by the main method, not from another command.");
    }
}
