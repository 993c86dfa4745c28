package fi.rekisterihub.intake;

import fi.rekisterihub.content.UnreadableDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** Delivered files on disk, named by their content: the same file twice takes the room of one. */
final class DeliveryFiles {

    private static final Duration YOUNG = Duration.ofHours(1);

    private final Path folder;
    private final DataSize largest;

    DeliveryFiles(Path folder, DataSize largest) {
        this.folder = folder;
        this.largest = largest;
    }

    /** Writes to a temporary name, syncs, and renames: a file under its final name is always whole. */
    Kept keep(InputStream content) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "incoming", ".part");
            try {
                Kept kept = write(content, part);
                Files.move(
                        part,
                        folder.resolve(kept.name()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return kept;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The delivery cannot be kept in %s (%s); is the disk full?".formatted(folder, e.getMessage()), e);
        }
    }

    private Kept write(InputStream content, Path part) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            int read = content.read(buffer);
            while (read >= 0) {
                size += read;
                if (size > largest.toBytes()) {
                    throw new UnreadableDelivery(
                            "The delivery is larger than hub.intake.largest-delivery (%s).".formatted(largest), null);
                }
                digest.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                read = content.read(buffer);
            }
            channel.force(true);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Kept(hash, hash, size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Deletes files. One that has just come is left alone, because its delivery may not be written down yet; each is moved
     * aside first, so that one that comes meanwhile is not met.
     */
    void delete(Set<String> names) {
        try {
            for (String name : names) {
                Path file = folder.resolve(name);
                if (Files.exists(file) && isOld(file)) {
                    remove(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old deliveries in %s cannot be deleted.".formatted(folder), e);
        }
    }

    private void remove(Path file) throws IOException {
        Path aside = Files.createTempFile(folder, "leaving", ".part");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (isOld(aside)) {
            Files.deleteIfExists(aside);
        } else {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(Instant.now().minus(YOUNG));
    }

    /** @param name below the folder; @param hash SHA-256 in hex; @param size bytes */
    record Kept(String name, String hash, long size) {}
}
