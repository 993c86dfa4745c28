package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The {@code companyResponse} of Asiakastieto. The elements of decision makers and of the classification are the
 * project's own ("Asiakastieto-style", {@code docs/formats.md}), because the vendor's are not public.
 */
final class AsiakastietoCompany {

    private static final Instant ANSWERED = Instant.parse("2026-11-22T06:00:00Z");
    private static final Map<String, String> FORM_TEXTS = Map.of(
            "OY",
            "Osakeyhtiö",
            "OYJ",
            "Julkinen osakeyhtiö",
            "KY",
            "Kommandiittiyhtiö",
            "AY",
            "Avoin yhtiö",
            "OK",
            "Osuuskunta",
            "TMI",
            "Yksityinen elinkeinonharjoittaja");
    private static final List<String> TURNOVER = List.of(
            "0–0,2 milj. euroa",
            "0,2–0,4 milj. euroa",
            "0,4–1 milj. euroa",
            "1–2 milj. euroa",
            "2–10 milj. euroa",
            "10–20 milj. euroa",
            "20–50 milj. euroa",
            "50–100 milj. euroa",
            "yli 100 milj. euroa");
    private static final List<String> PERSONNEL =
            List.of("0–4", "5–9", "10–19", "20–49", "50–99", "100–249", "250–499", "yli 500");

    private AsiakastietoCompany() {}

    static ObjectNode error(String code, String text) {
        ObjectNode response = Json.object();
        response.set("responseHeader", header("1", 0));
        response.putObject("errorMessage").put("errorCode", code).put("errorText", text);
        return response;
    }

    /** @param report whether the identification stands directly in the response, as in reports, or in {@code companyData} */
    static ObjectNode of(WorldCompany company, List<WorldPerson> persons, boolean report) {
        ObjectNode response = Json.object();
        response.set("responseHeader", header("0", company.number()));
        ObjectNode data = report ? response : response.putObject("companyData");
        data.set("identificationData", identification(company));
        data.put("startDate", company.registered().toString());
        decisionMakers(response, company, persons);
        response.putObject("companyClassification")
                .put("turnoverClass", String.valueOf(company.turnoverClass()))
                .put("turnoverClassText", TURNOVER.get(company.turnoverClass() - 1))
                .put("personnelClass", String.valueOf(company.personnelClass()))
                .put("personnelClassText", PERSONNEL.get(company.personnelClass() - 1));
        response.putNull("personInCharge");
        response.putArray("personInChargeSummary");
        response.putArray("companyHistoryRow");
        response.putNull("errorMessage");
        return response;
    }

    /** The date is epoch milliseconds in some answers and text in others. */
    static ObjectNode header(String status, int number) {
        ObjectNode header = Json.object().put("languageCode", "FI");
        if (number % 2 == 0) {
            header.putObject("timeStamp").put("date", ANSWERED.toEpochMilli()).put("time", 23_365_000);
        } else {
            header.putObject("timeStamp").put("date", "2026-11-22").put("time", "08:00:00");
        }
        return header.put("responseStatus", status).put("currencyCode", "EUR");
    }

    private static ObjectNode identification(WorldCompany company) {
        int n = company.number();
        ObjectNode id = Json.object()
                .put("businessId", company.businessIdWithoutDash())
                .put("name", company.name())
                .putNull("domicileCode");
        if (n % 53 == 9) {
            id.putNull("address");
        } else {
            WorldAddress address = company.address();
            id.putObject("address")
                    .put("street", address.streetLine())
                    .put("zip", address.postalCode())
                    .put("town", address.city());
        }
        ObjectNode contact =
                id.putObject("contactInformation").put("phone", phone(company)).putNull("fax");
        if (n % 4 == 1) {
            contact.putNull("www").putNull("email");
        } else {
            contact.put("www", "www." + company.domain()).put("email", company.email());
        }
        id.put("companyForm", company.form()).put("companyFormText", FORM_TEXTS.get(company.form()));
        id.putObject("lineOfBusiness")
                .put("lineOfBusinessCode", company.industry().code())
                .put("lineOfBusinessText", company.industry().finnish());
        if (n % 3 == 0) {
            id.putNull("naceCode").putNull("naceText");
        }
        return id;
    }

    private static String phone(WorldCompany company) {
        String number = company.phone();
        return number.substring(0, 4) + ' ' + number.substring(4, 6) + ' ' + number.substring(6);
    }

    /** The leader and every second of the others; none at all is null, [] or no key, as it happens. */
    private static void decisionMakers(ObjectNode response, WorldCompany company, List<WorldPerson> persons) {
        List<WorldPerson> told = persons.stream()
                .filter(person -> person.leader() || person.number() % 2 == 0)
                .toList();
        if (told.isEmpty()) {
            switch (company.number() % 3) {
                case 0 -> response.putNull("decisionMakers");
                case 1 -> response.putArray("decisionMakers");
                default -> {}
            }
            return;
        }
        ArrayNode all = response.putArray("decisionMakers");
        for (WorldPerson person : told) {
            ObjectNode one = all.addObject()
                    .put("personKey", "AT%07d".formatted(person.number()))
                    .put("name", person.familyName() + ' ' + person.givenName())
                    .put("title", person.title())
                    .put("responsibility", person.leader() ? "TJ" : "MUU");
            if (person.number() % 10 == 4) {
                one.putNull("email");
            } else {
                one.put("email", person.email());
            }
            one.put("phone", person.phone());
        }
    }
}
