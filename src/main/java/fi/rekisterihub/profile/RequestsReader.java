package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a register answers requests; what it does not say is as the law has it. */
final class RequestsReader {

    static final List<String> WAYS = List.of("email", "form", "api", "post", "visit");
    private static final Period MONTH = Period.ofMonths(1);
    private static final RequestRule LAW = new RequestRule(MONTH, 1, false, true, true, new LinkedHashSet<>(WAYS));

    private RequestsReader() {}

    static RequestRule requests(Section root) {
        return root.section("requests").map(RequestsReader::rule).orElse(LAW);
    }

    private static RequestRule rule(Section section) {
        section.only("answer-within", "free-inspections", "restrict-while-deciding", "verify-identity", "ways");
        Period within = section.parsed("answer-within", MONTH.toString(), Periods::positive);
        if (Periods.mayExceed(within, MONTH)) {
            section.problem(
                    "answer-within",
                    "'%s' can be longer than the month of GDPR article 12(3); write P1M, or at most P28D."
                            .formatted(within));
        }
        int free = ReadWords.wholeNumber(section, "free-inspections", 1);
        if (free < 1) {
            section.problem("free-inspections", "GDPR article 12(5) makes answers free; write at least 1 a year.");
        }
        Set<String> ways = section.has("ways") ? ReadWords.words(section, "ways", WAYS) : LAW.ways();
        if (ways.isEmpty()) {
            section.problem("ways", "Nobody could ask anything; name a way, or leave this out for all of them.");
        }
        return new RequestRule(
                within,
                free,
                section.has("free-inspections"),
                ReadWords.yesOrNo(section, "restrict-while-deciding", true),
                ReadWords.yesOrNo(section, "verify-identity", true),
                ways);
    }
}
