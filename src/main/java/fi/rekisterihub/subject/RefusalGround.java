package fi.rekisterihub.subject;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Why a request may be refused: nothing else is a ground (GDPR, and the Finnish Data Protection Act 1050/2018). */
public enum RefusalGround {
    /** It cannot be known who asks: articles 11(2) and 12(2). */
    NOT_IDENTIFIED(EnumSet.allOf(RequestKind.class)),
    /** Article 12(5)(b). */
    MANIFESTLY_UNFOUNDED(EnumSet.allOf(RequestKind.class)),
    /** In particular because it is repeated: article 12(5). */
    EXCESSIVE(EnumSet.allOf(RequestKind.class)),
    /** The rights and freedoms of others: articles 15(4) and 20(4). */
    RIGHTS_OF_OTHERS(EnumSet.of(RequestKind.ACCESS, RequestKind.PORTABILITY, RequestKind.ORIGIN)),
    /** National security, the prevention or investigation of crime: Data Protection Act, section 34. */
    SECURITY_OR_CRIME(EnumSet.of(RequestKind.ACCESS, RequestKind.ORIGIN)),
    /** What is held was found to be right: article 16 gives no right to a wrong value. */
    DATA_IS_RIGHT(EnumSet.of(RequestKind.RECTIFICATION)),
    /** None of the four cases of article 18(1). */
    NO_CASE_FOR_RESTRICTION(EnumSet.of(RequestKind.RESTRICTION)),
    /** A legal obligation: article 17(3)(b). */
    LEGAL_OBLIGATION(EnumSet.of(RequestKind.ERASURE)),
    /** Articles 17(3)(e) and 21(1). */
    LEGAL_CLAIMS(EnumSet.of(RequestKind.ERASURE, RequestKind.OBJECTION)),
    /** Archiving, research or statistics: articles 17(3)(d) and 21(6). */
    RESEARCH(EnumSet.of(RequestKind.ERASURE, RequestKind.OBJECTION)),
    /** None of the cases of article 17(1): the data is still needed for what it was collected. */
    STILL_NEEDED(EnumSet.of(RequestKind.ERASURE)),
    /** Compelling legitimate grounds that override the person's interests: article 21(1). */
    COMPELLING_GROUNDS(EnumSet.of(RequestKind.OBJECTION)),
    /** The person was asked for their particular situation and named none: article 21(1). */
    NO_SITUATION(EnumSet.of(RequestKind.OBJECTION)),
    /** Neither given by the person nor on the ground of consent or contract: article 20(1). */
    NOT_PORTABLE(EnumSet.of(RequestKind.PORTABILITY));

    private final Set<RequestKind> kinds;

    RefusalGround(Set<RequestKind> kinds) {
        this.kinds = kinds;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The grounds on which such a request may be refused; none for one that is absolute. */
    public static List<RefusalGround> of(RequestKind kind, boolean absolute) {
        return absolute
                ? List.of()
                : Arrays.stream(values())
                        .filter(ground -> ground.kinds.contains(kind))
                        .toList();
    }
}
