package fi.rekisterihub;

import fi.rekisterihub.cli.CommandLine;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub: a server when started without a command, else the command that is named. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RekisterihubApplication {

    public static void main(String[] args) {
        CommandLine.run(RekisterihubApplication.class, args);
    }
}
