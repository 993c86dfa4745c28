package fi.rekisterihub;

import fi.rekisterihub.demo.DemoConfiguration;
import org.springframework.boot.SpringApplication;

/** {@code mvn spring-boot:test-run}: the whole hub with everything outside simulated on this machine. */
public final class TestRekisterihubApplication {

    private TestRekisterihubApplication() {}

    public static void main(String[] args) {
        SpringApplication.from(RekisterihubApplication::main)
                .with(DemoConfiguration.class)
                .withAdditionalProfiles("demo")
                .run(args);
    }
}
