package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.List;

/**
 * What somebody who held a link wanted to allow, until the owner of the address says that it was they.
 *
 * @param asked when it was asked for
 */
record Grant(String registerId, long personId, String email, String messageId, List<Wish> wishes, Instant asked) {}
