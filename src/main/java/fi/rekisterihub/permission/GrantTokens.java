package fi.rekisterihub.permission;

import fi.rekisterihub.database.SealedBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The tokens in mails that ask whether somebody really wants to allow something. No link of a message opens one. */
final class GrantTokens {

    private static final int VERSION = 1;
    private static final int LONGEST_TOKEN = 4000;

    private final SealedBox box;

    GrantTokens(List<byte[]> secrets) {
        this.box = new SealedBox(secrets, "grant confirmation", 16);
    }

    String token(Grant grant) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(grant.registerId());
            out.writeLong(grant.personId());
            out.writeUTF(grant.email());
            out.writeUTF(grant.messageId());
            out.writeLong(grant.asked().getEpochSecond());
            out.writeShort(grant.wishes().size());
            for (Wish wish : grant.wishes()) {
                out.writeUTF(wish.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(bytes.toByteArray()));
    }

    /** Empty for anything that this hub has not made. */
    Optional<Grant> read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)
                    ? box.open(bytes).map(GrantTokens::grant)
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Grant grant(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("A grant of version %d cannot be read by this hub.".formatted(version));
            }
            String register = in.readUTF();
            long person = in.readLong();
            String email = in.readUTF();
            String message = in.readUTF();
            Instant asked = Instant.ofEpochSecond(in.readLong());
            List<Wish> wishes = new ArrayList<>();
            for (int left = in.readShort(); left > 0; left--) {
                wishes.add(Wish.parse(in.readUTF()));
            }
            return new Grant(register, person, email, message, List.copyOf(wishes), asked);
        } catch (IOException e) {
            throw new UncheckedIOException("A grant that this hub has sealed cannot be read.", e);
        }
    }
}
