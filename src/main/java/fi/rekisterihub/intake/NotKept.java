package fi.rekisterihub.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The disk did not take a delivery, which is no fault of who sent it. The message is for the operator. */
public final class NotKept extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    NotKept(Path folder, IOException cause) {
        super(
                "The delivery cannot be kept in %s (%s); make room on that disk. Nothing of it was taken in, so it can come again."
                        .formatted(folder, cause.getMessage()),
                cause);
    }
}
