package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final World BIG = World.of(World.SEED, 2_200, 10_000, TODAY);

    @Test
    void holdsAtLeastTwoThousandPublishedCompaniesAndTenThousandCustomers() {
        assertThat(BIG.companies().stream().filter(company -> !company.isSoleTrader()))
                .hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(BIG.companies().stream().filter(WorldCompany::isSoleTrader)).isNotEmpty();
        assertThat(BIG.persons().stream().filter(WorldPerson::inCrm)).hasSize(10_000);
        assertThat(BIG.persons().stream().filter(person -> !person.inCrm())).isNotEmpty();
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        World again = World.of(World.SEED, 2_200, 10_000, TODAY);
        assertThat(again.companies()).isEqualTo(BIG.companies());
        assertThat(again.persons()).isEqualTo(BIG.persons());
        assertThat(again.optOuts()).isEqualTo(BIG.optOuts());
        assertThat(World.of(7, 20, 20, TODAY).companies())
                .isNotEqualTo(World.of(8, 20, 20, TODAY).companies());
    }

    @Test
    void givesEveryCompanyATrueCheckDigitFromARangeThatIsNotInUse() {
        assertThat(BIG.companies()).allSatisfy(company -> {
            String digits = company.businessId().replace("-", "");
            assertThat(company.businessId()).matches("9\\d{6}-\\d");
            int[] weights = {7, 9, 10, 5, 8, 4, 2, 1};
            int sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += Character.digit(digits.charAt(i), 10) * weights[i];
            }
            // With the check digit at weight 1 the whole sum is a multiple of 11.
            assertThat(sum % 11).isZero();
        });
    }

    @Test
    void givesNobodyAnothersKeyMailOrPhone() {
        assertThat(BIG.companies()).extracting(WorldCompany::businessId).doesNotHaveDuplicates();
        assertThat(BIG.companies()).extracting(WorldCompany::domain).doesNotHaveDuplicates();
        assertThat(BIG.companies()).extracting(WorldCompany::phone).doesNotHaveDuplicates();
        assertThat(BIG.persons()).extracting(WorldPerson::customerId).doesNotHaveDuplicates();
        assertThat(BIG.persons()).extracting(WorldPerson::email).doesNotHaveDuplicates();
        assertThat(BIG.persons()).extracting(WorldPerson::phone).doesNotHaveDuplicates();
    }

    @Test
    void usesOnlyMailDomainsThatCannotExistAndPhonesThatArePossible() throws NumberParseException {
        assertThat(BIG.persons())
                .allMatch(person -> person.email().matches("[a-z0-9.-]+@[a-z0-9-]+\\.example"), "mail below .example");
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        for (WorldPerson person : BIG.persons()) {
            assertThat(phones.isPossibleNumber(phones.parse(person.phone(), "FI")))
                    .isTrue();
        }
    }

    @Test
    void hasCommonNamesOftenAndBothLanguages() {
        List<WorldPerson> persons = BIG.persons();
        long swedish = persons.stream()
                .filter(person -> person.language().equals("sv"))
                .count();
        long korhonen = persons.stream()
                .filter(person -> person.familyName().equals("Korhonen"))
                .count();
        assertThat(swedish).isBetween(persons.size() / 25L, persons.size() / 8L);
        assertThat(korhonen).isBetween(persons.size() / 200L, persons.size() / 20L);
        assertThat(persons).anyMatch(person -> person.familyName().contains("-"));
        assertThat(persons).anyMatch(person -> person.familyName().startsWith("von "));
    }

    @Test
    void letsTheSameThingsHappenAfterARestart() {
        World first = World.of(3, 60, 200, TODAY);
        World second = World.of(3, 60, 200, TODAY);
        List<WorldEvent> events =
                java.util.stream.Stream.generate(first::tick).limit(300).toList();
        List<WorldEvent> again =
                java.util.stream.Stream.generate(second::tick).limit(300).toList();
        assertThat(again).isEqualTo(events);
        assertThat(second.persons()).isEqualTo(first.persons());
        assertThat(second.companies()).isEqualTo(first.companies());
        assertThat(second.optOuts()).isEqualTo(first.optOuts());
        assertThat(events.stream().map(WorldEvent::kind).distinct()).hasSize(6);
    }

    @Test
    void tellsTheNewsOfATick() {
        World world = World.of(5, 30, 90, TODAY);
        WorldCompany company = world.companies().get(4);
        world.tick();
        world.move(company.businessId());
        WorldCompany moved = world.company(company.businessIdWithoutDash()).orElseThrow();
        assertThat(moved.address()).isNotEqualTo(company.address());
        assertThat(moved.lastModified()).isAfter(company.lastModified());

        WorldPerson person = world.persons().get(7);
        world.changePhone(person.number());
        assertThat(world.person(7).phone()).isNotEqualTo(person.phone());
        assertThat(world.person(7).formerPhone()).isEqualTo(person.phone());

        world.movePerson(7);
        world.promote(7);
        assertThat(world.person(7).address()).isNotEqualTo(person.address());
        assertThat(world.person(7).title()).isNotEqualTo(person.title());
    }

    @Test
    void addsAPersonToTheListOnlyOnce() {
        World world = World.of(5, 30, 90, TODAY);
        int before = world.optOuts().size();
        Integer newcomer = world.hire(world.companies().get(0).businessId()).person();
        assertThat(newcomer).isNotNull();
        world.optOut(newcomer, OptOut.Channel.PUHELIN);
        world.optOut(newcomer, OptOut.Channel.PUHELIN);
        world.optOut(newcomer, OptOut.Channel.POSTI);
        assertThat(world.optOuts()).hasSize(before + 2);
    }

    @Test
    void putsAFewPercentOfTheRegisterAndSomeStrangersOnTheList() {
        var phones = BIG.persons().stream().map(WorldPerson::phone).toList();
        long known = BIG.optOuts().stream()
                .filter(entry -> entry.channel() == OptOut.Channel.PUHELIN && phones.contains(entry.phone()))
                .count();
        assertThat(known).isBetween(BIG.persons().size() / 100L, BIG.persons().size() / 20L);
        assertThat(BIG.optOuts())
                .anyMatch(entry -> entry.phone() != null && !phones.contains(entry.phone()))
                .allMatch(entry -> entry.validUntil().isAfter(TODAY.minusDays(1))
                        && entry.validUntil().isBefore(TODAY.plusYears(3).plusDays(2)));
    }

    @Test
    void writesTheCustomerSystemsExport() {
        String csv = new String(CrmCsv.of(BIG), StandardCharsets.UTF_8);
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(10_001);
        assertThat(lines.get(0))
                .isEqualTo("customer_id;family_name;given_name;title;email;phone;street;postal_code;city;country;"
                        + "language;birth_year;business_id;duty");
        assertThat(lines.get(1)).startsWith("C-000001;");
        assertThat(csv).contains("; vienti\";");
    }
}
