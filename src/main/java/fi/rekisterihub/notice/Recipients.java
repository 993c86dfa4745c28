package fi.rekisterihub.notice;

import java.util.List;

/** Who must be told about a register. The profiles answer; a test answers with a lambda. */
@FunctionalInterface
public interface Recipients {

    /** Every recipient of the register, permitted or not; empty for a register that nobody else holds. */
    List<Recipient> of(String registerId);
}
