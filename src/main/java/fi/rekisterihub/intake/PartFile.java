package fi.rekisterihub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is being written, gone when it is closed. All goes through its one channel: another one on the same file would
 * give the lock up at its own end.
 */
public final class PartFile implements AutoCloseable {

    private static final int AT_ONCE = 1 << 16;

    private final Path folder;
    private final Path path;
    private final FileChannel channel;

    PartFile(Path folder, Path path, FileChannel channel) {
        this.folder = folder;
        this.path = path;
        this.channel = channel;
    }

    /** @throws IOException when the content cannot be read; that it cannot be written is {@link NotKept} */
    public void copy(InputStream content) throws IOException {
        byte[] buffer = new byte[AT_ONCE];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            write(buffer, read);
        }
    }

    /** What was written; where it is read next is its position. */
    public SeekableByteChannel content() {
        return channel;
    }

    void write(byte[] buffer, int length) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new NotKept(folder, e);
        }
    }

    /** Syncs and renames: a file under its final name is always whole. */
    void become(String name) {
        try {
            channel.force(true);
            Files.move(path, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new NotKept(folder, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        PartFiles.ended(path);
    }
}
