package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Fonecta knows of the world and how it tells it. The fields of a person contact beyond the published ones are the
 * project's own ("Fonecta-style", {@code docs/formats.md}).
 */
final class FonectaContacts {

    private static final Pattern BUSINESS_ID = Pattern.compile("\\d{7}-?\\d");
    private static final Pattern COMPANY_ID = Pattern.compile("8\\d{6}");
    private static final Pattern PERSON_ID = Pattern.compile("5\\d{6}");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d ()-]{7,}");

    private final World world;

    FonectaContacts(World world) {
        this.world = world;
    }

    /**
     * @param type ALL, COMPANY or PERSON
     * @param page from 1; one beyond the last is empty
     */
    List<ObjectNode> search(String what, String type, int page, int most) {
        Stream<ObjectNode> companies =
                type.equals("PERSON") ? Stream.of() : companies(what).map(FonectaContacts::company);
        Stream<ObjectNode> persons =
                type.equals("COMPANY") ? Stream.of() : persons(what).map(this::person);
        return Stream.concat(companies, persons)
                .skip((page - 1L) * most)
                .limit(most)
                .toList();
    }

    private Stream<WorldCompany> companies(String what) {
        if (BUSINESS_ID.matcher(what).matches()) {
            return world.company(what).stream();
        }
        if (COMPANY_ID.matcher(what).matches()) {
            return companyById(what).stream();
        }
        if (PERSON_ID.matcher(what).matches()) {
            return Stream.of();
        }
        if (PHONE.matcher(what).matches()) {
            return world.companies().stream().filter(company -> company.phone().equals(e164(what)));
        }
        return world.companies().stream().filter(company -> holds(company.name(), what));
    }

    private Stream<WorldPerson> persons(String what) {
        if (BUSINESS_ID.matcher(what).matches() || COMPANY_ID.matcher(what).matches()) {
            return companies(what)
                    .flatMap(company -> world.personsAt(company.businessId()).stream())
                    .filter(FonectaContacts::isKnown);
        }
        Stream<WorldPerson> known = world.persons().stream().filter(FonectaContacts::isKnown);
        if (PERSON_ID.matcher(what).matches()) {
            return known.filter(person -> FonectaSimulator.personId(person).equals(what));
        }
        if (PHONE.matcher(what).matches()) {
            return known.filter(person -> person.phone().equals(e164(what)));
        }
        return known.filter(person -> holds(person.givenName() + ' ' + person.familyName(), what)
                || holds(person.familyName() + ' ' + person.givenName(), what));
    }

    /** Every third of those whom the customer system knows, and all the others. */
    private static boolean isKnown(WorldPerson person) {
        return !person.inCrm() || person.leader() || person.number() % 3 == 0;
    }

    private Optional<WorldCompany> companyById(String id) {
        int number = Integer.parseInt(id) - 8_000_000;
        List<WorldCompany> all = world.companies();
        return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }

    private static ObjectNode company(WorldCompany company) {
        ObjectNode contact = Json.object()
                .put("contactType", "COMPANY")
                .put("id", FonectaSimulator.companyId(company))
                .put("name", company.name())
                .put("businessId", company.businessId())
                .put("cityName", company.address().city());
        contact.putArray("phones").add(company.phone());
        contact.putArray("emails").add(company.email());
        contact.set("address", address(company.address()));
        return contact;
    }

    private ObjectNode person(WorldPerson person) {
        ObjectNode contact = Json.object()
                .put("contactType", "PERSON")
                .put("id", FonectaSimulator.personId(person))
                .put("firstName", person.givenName())
                .put("lastName", person.familyName())
                .put("title", person.title());
        world.company(person.businessId())
                .ifPresent(company -> contact.put("companyId", FonectaSimulator.companyId(company))
                        .put("businessId", company.businessId())
                        .put("cityName", company.address().city()));
        contact.putArray("phones").add(person.phone());
        var emails = contact.putArray("emails");
        if (person.number() % 7 != 6) {
            emails.add(person.email());
        }
        contact.set("address", address(person.address()));
        return contact;
    }

    private static ObjectNode address(WorldAddress address) {
        return Json.object()
                .put("streetAddress", address.streetLine())
                .put("postalCode", address.postalCode())
                .put("postOffice", address.city().toUpperCase(Locale.ROOT));
    }

    private static boolean holds(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String e164(String phone) {
        String digits = phone.replaceAll("[^\\d+]", "");
        return digits.startsWith("0") ? "+358" + digits.substring(1) : digits;
    }
}
