package fi.rekisterihub.edge;

import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends mail through the server of the settings and no other. A bean rather than endpoint parameters, so that the
 * password stands in no endpoint address, which logs and management show.
 */
@Component("hubMailSender")
public final class HubMailSender extends DefaultJavaMailSender {

    public HubMailSender(SmtpSettings settings) {
        setHost(settings.host());
        setPort(settings.port());
        setProtocol(settings.protocol());
        if (settings.username() != null && !settings.username().isBlank()) {
            setUsername(settings.username());
            setPassword(settings.password());
            set(settings, "auth", "true");
        }
        String millis = Long.toString(settings.timeout().toMillis());
        set(settings, "connectiontimeout", millis);
        set(settings, "timeout", millis);
        set(settings, "writetimeout", millis);
        set(settings, "starttls.enable", Boolean.toString(settings.startTls()));
        set(settings, "starttls.required", Boolean.toString(settings.startTls()));
        set(settings, "ssl.checkserveridentity", "true");
    }

    private void set(SmtpSettings settings, String name, String value) {
        addAdditionalJavaMailProperty("mail.%s.%s".formatted(settings.protocol(), name), value);
    }
}
