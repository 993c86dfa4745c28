package fi.rekisterihub.edge.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a provider wants its calls authorized, by the name that routes use. A closed vocabulary, so that a provider is data. */
enum CallScheme {
    /** {@code Authorization: Bearer <key>}. */
    BEARER {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return Map.of("Authorization", "Bearer " + keys.key());
        }
    },
    /** {@code Authorization: Basic <user>:<key>}. */
    BASIC {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            String both = keys.user() + ":" + keys.key();
            return Map.of(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
    },
    /** A token from a log-in with user and key; the scope is the path of the log-in. */
    TOKEN {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return BEARER.headers(call, keys, at);
        }
    },
    /** The bare key in a header whose name is the scope. */
    HEADER {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return Map.of(keys.scope(), keys.key());
        }
    },
    /** Amazon's signature version 4; the scope is the region and the service: {@code eu-north-1/ses}. */
    AMAZON {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return AmazonSignature.headers(call, keys, at);
        }
    },
    /** LianaMailer's signature; the scope is the realm. */
    LIANAMAILER {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return LianaSignature.headers(call, keys, at);
        }
    },
    /** Creamailer's signature; the user is the access token, the key the shared secret. */
    CREAMAILER {
        @Override
        Map<String, String> headers(SignedCall call, CallKeys keys, Instant at) {
            return CreamailerSignature.headers(call, keys, at);
        }
    };

    /** What the call must carry to be believed. */
    abstract Map<String, String> headers(SignedCall call, CallKeys keys, Instant at);

    static CallScheme of(String word) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scheme '%s'; write one of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(CallScheme::word).collect(Collectors.joining(", ")))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
