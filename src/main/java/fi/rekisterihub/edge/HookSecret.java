package fi.rekisterihub.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** Compares what a caller shows with the secret of the settings, in a time that tells nothing about either. */
final class HookSecret {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private HookSecret() {}

    static boolean shown(HttpServletRequest request, HookSettings.Provider provider) {
        String shown =
                switch (provider.webhookCheck()) {
                    case QUERY -> query(request);
                    case BEARER -> after(BEARER, request);
                    case BASIC -> password(after(BASIC, request));
                };
        return shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8),
                        provider.webhookSecret().getBytes(StandardCharsets.UTF_8));
    }

    /** Read from the query itself: asking the servlet for a parameter would swallow a form body. */
    private static @Nullable String query(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        List<String> values = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .get("secret");
        if (values == null || values.size() != 1 || values.get(0) == null) {
            return null;
        }
        try {
            return java.net.URLDecoder.decode(values.get(0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenPercentSign) {
            return null;
        }
    }

    private static @Nullable String after(String scheme, HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
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
