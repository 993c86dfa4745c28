package fi.rekisterihub.notice;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param publicUrl the address under which others reach the hub; null where they do not */
@ConfigurationProperties("hub")
public record PublicAddress(@Nullable URI publicUrl) {

    /** Empty where nobody reaches the hub from outside. */
    public Optional<String> of(String path) {
        return Optional.ofNullable(publicUrl).map(url -> url.toString().replaceFirst("/+$", "") + path);
    }

    public Optional<String> host() {
        return Optional.ofNullable(publicUrl).map(URI::getHost);
    }
}
