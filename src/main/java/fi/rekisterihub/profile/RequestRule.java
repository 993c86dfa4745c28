package fi.rekisterihub.profile;

import java.time.Period;
import java.util.Set;

/**
 * How this register answers the people in it.
 *
 * @param answerWithin at most the month of GDPR article 12(3)
 * @param freeInspections how many a year cost the person nothing
 * @param promisesFree whether the profile itself promises that number, and does not leave it to the law
 * @param restrictWhileDeciding whether a disputed datum is restricted from the request on (GDPR article 18(1))
 * @param verifyIdentity whether nobody is told anything before it is known who asks
 * @param ways by which a request may come: email, form, api, post, visit
 */
public record RequestRule(
        Period answerWithin,
        int freeInspections,
        boolean promisesFree,
        boolean restrictWhileDeciding,
        boolean verifyIdentity,
        Set<String> ways) {}
