package fi.rekisterihub.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The interfaces of the thirteen providers, by their ids. */
final class ProviderApis {

    private static final Map<String, ProviderApi> ALL = all();

    private ProviderApis() {}

    static ProviderApi of(String id) {
        ProviderApi api = ALL.get(id);
        if (api == null) {
            throw new IllegalArgumentException("There is no provider '%s' among %s.".formatted(id, ALL.keySet()));
        }
        return api;
    }

    static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    private static Map<String, ProviderApi> all() {
        Map<String, ProviderApi> all = new LinkedHashMap<>();
        for (ProviderApi api : List.of(
                ContactApis.mailchimp(),
                ContactApis.brevo(),
                SuppressionListApis.sendgrid(),
                SuppressionListApis.mailgun(),
                SuppressionListApis.postmark(),
                SuppressionListApis.amazonSes(),
                ContactApis.mailjet(),
                ContactApis.mailerlite(),
                ContactApis.activecampaign(),
                SuppressionListApis.hubspot(),
                ContactApis.lianamailer(),
                SuppressionListApis.creamailer(),
                SuppressionListApis.apsis())) {
            all.put(api.id(), api);
        }
        return all;
    }
}
