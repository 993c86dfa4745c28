package fi.rekisterihub.edge.opendsr;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The body of a call, byte for byte, since a signature is over the bytes. */
sealed interface Call {

    record Body(byte[] bytes) implements Call {}

    /** Nothing is read of it. */
    record Refused(HttpStatus status, String message) implements Call {}

    static Call read(HttpServletRequest request, int largest) {
        if (!isJson(request.getContentType())) {
            return new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON with Content-Type: application/json.");
        }
        if (request.getContentLengthLong() > largest) {
            return tooLarge(largest);
        }
        try {
            byte[] body = request.getInputStream().readNBytes(largest + 1);
            return body.length > largest ? tooLarge(largest) : new Body(body);
        } catch (IOException cutOff) {
            return new Refused(HttpStatus.BAD_REQUEST, "The body broke off.");
        }
    }

    private static Refused tooLarge(int largest) {
        return new Refused(HttpStatus.PAYLOAD_TOO_LARGE, "The body is longer than %d bytes.".formatted(largest));
    }

    private static boolean isJson(String type) {
        try {
            return type != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
