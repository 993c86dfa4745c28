package fi.rekisterihub.intake;

import fi.rekisterihub.content.UnreadableDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** Delivered files on disk, named by their content: the same file twice takes the room of one. */
final class DeliveryFiles {

    private static final Duration YOUNG = Duration.ofHours(1);

    private final Path folder;
    private final PartFiles parts;
    private final DataSize largest;

    DeliveryFiles(Path folder, DataSize largest) {
        this.folder = folder;
        this.parts = new PartFiles(folder, "incoming");
        this.largest = largest;
    }

    /**
     * Writes to a temporary name, syncs, and renames: a file under its final name is always whole.
     *
     * @throws NotKept when the disk does not take it
     */
    Kept keep(InputStream content) {
        try (PartFile part = parts.begin()) {
            Kept kept = write(content, part);
            part.become(kept.name());
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery broke off while it was read; let it come again.", e);
        }
    }

    /** Writes what somebody hands on piece by piece; else as {@link #keep}. */
    Kept keepWritten(Writing writing) {
        try (PartFile part = parts.begin()) {
            Measured measured = new Measured(part);
            writing.to(measured);
            Kept kept = measured.kept();
            part.become(kept.name());
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("A delivery could not be written anew; it is as it was.", e);
        }
    }

    /** Writes a whole file. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static final class Measured extends OutputStream {
        private final PartFile part;
        private final MessageDigest digest = sha256();
        private long size;

        private Measured(PartFile part) {
            this.part = part;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            byte[] some = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + length);
            digest.update(some, 0, length);
            part.write(some, length);
            size += length;
        }

        private Kept kept() {
            String hash = HexFormat.of().formatHex(digest.digest());
            return new Kept(hash, hash, size);
        }
    }

    /** Deletes a file that nobody needs; false when it has come so lately that its delivery may not be written down yet. */
    boolean deleteNow(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file) && isOld(file)) {
                remove(file);
            }
            return !Files.exists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("A delivery in %s cannot be deleted.".formatted(folder), e);
        }
    }

    private Kept write(InputStream content, PartFile part) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > largest.toBytes()) {
                throw new UnreadableDelivery(
                        "The delivery is larger than hub.intake.largest-delivery (%s).".formatted(largest), null);
            }
            digest.update(buffer, 0, read);
            part.write(buffer, read);
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
     * Deletes files, and what killed processes have left. One that has just come is left alone, because its delivery may not
     * be written down yet; each is moved aside first, so that one that comes meanwhile is not met.
     */
    void delete(Set<String> names) {
        try {
            parts.sweep();
            deleteLeftAside();
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

    /** What was killed between the two steps of {@link #remove}. */
    private void deleteLeftAside() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "leaving*.part")) {
            for (Path aside : left) {
                if (Files.exists(aside) && isOld(aside)) {
                    Files.deleteIfExists(aside);
                }
            }
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
