package fi.rekisterihub.intake;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/** Keeps a delivery of ten megabytes, in a process that may write less. Ends with 3 when that is said. */
final class FullDisk {

    private FullDisk() {}

    public static void main(String[] args) {
        DeliveryFiles files = new DeliveryFiles(Path.of(args[0]), DataSize.ofMegabytes(100));
        try {
            files.keep(new ByteArrayInputStream(new byte[10 << 20]));
        } catch (NotKept full) {
            System.out.println(full.getMessage());
            System.exit(3);
        }
    }
}
