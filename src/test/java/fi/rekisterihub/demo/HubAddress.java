package fi.rekisterihub.demo;

import org.springframework.core.env.Environment;

/**
 * Where the hub listens and what its callers must show there.
 *
 * @param base without a slash at the end
 */
record HubAddress(String base, Environment environment) {

    static HubAddress of(Environment environment) {
        return new HubAddress("http://localhost:" + environment.getProperty("local.server.port", "8080"), environment);
    }

    String hook(String provider) {
        return base + "/hooks/" + provider;
    }

    /** The secret that the provider and the hub share. */
    String secret(String provider) {
        return environment.getRequiredProperty("hub.providers." + provider + ".webhook-secret");
    }

    /** For providers that can show their secret only in the address. */
    String hookWithSecret(String provider) {
        return hook(provider) + "?secret=" + secret(provider);
    }
}
