package fi.rekisterihub.edge.signature;

import fi.rekisterihub.edge.signature.Verdict.Refused;
import fi.rekisterihub.edge.signature.Verdict.Why;
import fi.rekisterihub.mapping.SignatureRule.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The secret itself, shown in the address or in a header. */
final class ShownSecret {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private ShownSecret() {}

    static Verdict judge(Secret rule, HookRequest call, List<String> secrets) {
        String shown =
                switch (rule.shown()) {
                    case QUERY -> query(call.query(), rule.name());
                    case BEARER -> after(BEARER, call);
                    case BASIC -> password(after(BASIC, call));
                    case HEADER -> call.header(rule.name());
                };
        if (shown == null) {
            return new Refused(Why.UNSIGNED);
        }
        boolean fits = false;
        for (String secret : secrets) {
            fits |= MessageDigest.isEqual(Macs.bytes(shown), Macs.bytes(secret));
        }
        return fits ? Verdict.GENUINE : new Refused(Why.FORGED);
    }

    /** Read from the query itself: asking the servlet for a parameter would swallow a form body. */
    private static @Nullable String query(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        List<String> values = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .get(name);
        if (values == null || values.size() != 1 || values.get(0) == null) {
            return null;
        }
        try {
            return URLDecoder.decode(values.get(0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenPercentSign) {
            return null;
        }
    }

    private static @Nullable String after(String scheme, HookRequest call) {
        String header = call.header(AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length()).strip()
                : null;
    }

    private static @Nullable String password(@Nullable String credentials) {
        if (credentials == null) {
            return null;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
