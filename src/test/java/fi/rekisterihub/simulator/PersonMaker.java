package fi.rekisterihub.simulator;

import fi.rekisterihub.simulator.Vocabulary.Title;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes persons who work at a company; e-mail addresses and phone numbers belong to one person each. */
final class PersonMaker {

    private static final int SWEDISH_SPEAKERS_PERCENT = 7;

    private final RandomGenerator random;
    private final Set<String> emails = new HashSet<>();
    private int phones;

    PersonMaker(RandomGenerator random) {
        this.random = random;
    }

    WorldPerson make(int number, WorldCompany company, boolean leader, boolean inCrm) {
        String language = random.nextInt(100) < SWEDISH_SPEAKERS_PERCENT ? "sv" : "fi";
        String familyName = familyName(language);
        String givenName = Vocabulary.givenName(language, random);
        Title title = leader ? Vocabulary.leader() : Vocabulary.title(random);
        return new WorldPerson(
                number,
                familyName,
                givenName,
                title.in(language),
                freeEmail(givenName, familyName, company.domain()),
                freePhone(),
                null,
                Vocabulary.address(random),
                language,
                1952 + random.nextInt(52),
                company.businessId(),
                leader,
                inCrm);
    }

    /** Numbers that are long enough to be possible and begin like no operator's series for the public. */
    String freePhone() {
        int next = phones++;
        return "+358%s555%05d".formatted(next % 2 == 0 ? "50" : "40", next / 2);
    }

    private String familyName(String language) {
        String name = Vocabulary.familyName(language, random);
        return random.nextInt(40) == 0 ? name + '-' + Vocabulary.familyName(language, random) : name;
    }

    private String freeEmail(String givenName, String familyName, String domain) {
        String local = CompanyMaker.folded(givenName) + '.' + CompanyMaker.folded(familyName);
        String email = local + '@' + domain;
        for (int i = 2; !emails.add(email); i++) {
            email = local + i + '@' + domain;
        }
        return email;
    }
}
