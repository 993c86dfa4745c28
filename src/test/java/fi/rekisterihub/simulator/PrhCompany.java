package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A company as PRH tells it. Which of the odd forms a company has depends on its number, so that every form is found
 * among any few dozen companies: number inside the street or beside it, either language first, letters or figures for
 * the company form, ended names, a post box, a foreign free-text address, no address at all.
 */
final class PrhCompany {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final Map<String, String[]> FORMS = Map.of(
            "OY", new String[] {"16", "Osakeyhtiö", "Aktiebolag", "Limited company"},
            "OYJ", new String[] {"17", "Julkinen osakeyhtiö", "Publikt aktiebolag", "Public limited company"},
            "KY", new String[] {"13", "Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership"},
            "AY", new String[] {"5", "Avoin yhtiö", "Öppet bolag", "General partnership"},
            "OK", new String[] {"14", "Osuuskunta", "Andelslag", "Co-operative"});

    private PrhCompany() {}

    static ObjectNode of(WorldCompany company) {
        int n = company.number();
        String registered = company.registered().toString();
        ObjectNode json = Json.object();
        json.putObject("businessId")
                .put("value", company.businessId())
                .put("registrationDate", registered)
                .put("source", "3");
        json.putObject("euId").put("value", "FIFPRO." + company.businessId()).put("source", "1");
        names(json.putArray("names"), company);
        ObjectNode line = json.putObject("mainBusinessLine")
                .put("type", company.industry().code())
                .put("typeCodeSet", n % 6 == 0 ? "TOIMI3" : "TOIMI4")
                .put("registrationDate", registered)
                .put("source", "2");
        descriptions(
                line,
                company.industry().finnish(),
                company.industry().swedish(),
                company.industry().english());
        if (n % 3 != 1) {
            json.putObject("website")
                    .put("url", (n % 2 == 0 ? "www." : "https://") + company.domain())
                    .put("source", "0");
        }
        String[] form = FORMS.getOrDefault(company.form(), new String[] {"0", company.form(), "", ""});
        ObjectNode forms = json.putArray("companyForms")
                .addObject()
                .put("type", n % 4 == 0 ? form[0] : company.form())
                .put("registrationDate", registered)
                .put("version", 1)
                .put("source", "1");
        descriptions(forms, form[1], form[2], form[3]);
        ArrayNode situations = json.putArray("companySituations");
        if (n % 97 == 41) {
            situations
                    .addObject()
                    .put("type", n % 2 == 0 ? "SANE" : "KONK")
                    .put("registrationDate", "2026-03-02")
                    .put("source", "1");
        }
        ObjectNode entry = json.putArray("registeredEntries")
                .addObject()
                .put("type", "1")
                .put("registrationDate", registered)
                .put("register", "1")
                .put("authority", "2");
        descriptions(entry, "Rekisterissä", "Registrerad", "Registered");
        addresses(json, company);
        return json.put("tradeRegisterStatus", "1")
                .put("status", "2")
                .put("registrationDate", registered)
                .put("lastModified", company.lastModified().format(LOCAL));
    }

    private static void names(ArrayNode names, WorldCompany company) {
        int n = company.number();
        String formerName = company.formerName();
        // The ended name comes first for some: the place in the list says nothing, `version` does.
        if (formerName != null && n % 2 == 0) {
            formerName(names, formerName);
        }
        names.addObject()
                .put("name", company.name())
                .put("type", "1")
                .put(
                        "registrationDate",
                        formerName == null ? company.registered().toString() : "2019-06-01")
                .put("version", 1)
                .put("source", "1");
        if (formerName != null && n % 2 != 0) {
            formerName(names, formerName);
        }
        if (n % 11 == 2) {
            names.addObject()
                    .put("name", company.name().replace(" Oy", "") + " Verkkokauppa")
                    .put("type", "3")
                    .put("registrationDate", "2021-02-15")
                    .put("version", 1)
                    .put("source", "1");
        }
    }

    private static void formerName(ArrayNode names, String name) {
        names.addObject()
                .put("name", name)
                .put("type", "1")
                .put("registrationDate", "2008-01-07")
                .put("endDate", "2019-05-31")
                .put("version", 2)
                .put("source", "1");
    }

    private static void addresses(ObjectNode json, WorldCompany company) {
        int n = company.number();
        if (n % 83 == 5) {
            return;
        }
        ArrayNode addresses = json.putArray("addresses");
        WorldAddress address = company.address();
        if (n % 7 == 3) {
            // The postal address stands before the visiting address for some.
            ObjectNode postal = addresses
                    .addObject()
                    .put("type", 2)
                    .put("postOfficeBox", String.valueOf(1 + n % 900))
                    .put("postCode", address.postalCode());
            postOffices(postal, address, n);
            postal.put("source", "0");
        }
        ObjectNode visiting = addresses.addObject().put("type", 1);
        if (n % 89 == 8) {
            visiting.put("freeAddressLine", "Norra_Hamngatan_" + (1 + n % 40) + " SE-411_14 Göteborg")
                    .put("country", "SE")
                    .put("source", "0");
            return;
        }
        if (n % 3 == 0) {
            visiting.put("street", address.streetLine());
        } else {
            visiting.put("street", address.street()).put("buildingNumber", address.number());
            if (address.entrance().isEmpty()) {
                visiting.putNull("entrance");
            } else {
                visiting.put("entrance", address.entrance()).put("apartmentNumber", address.apartment());
            }
        }
        if (n % 29 == 6) {
            visiting.put("co", "c/o Tilitoimisto Esimerkki");
        }
        visiting.put("postCode", address.postalCode());
        postOffices(visiting, address, n);
        visiting.put("registrationDate", "2020-01-01").put("source", "0");
    }

    private static void postOffices(ObjectNode address, WorldAddress where, int n) {
        ArrayNode offices = address.putArray("postOffices");
        if (n % 2 == 1) {
            postOffice(offices, where.town().swedish(), "2", where);
        }
        postOffice(offices, where.town().finnish(), "1", where);
        if (n % 2 == 0) {
            postOffice(offices, where.town().swedish(), "2", where);
        }
    }

    private static void postOffice(ArrayNode offices, String city, String language, WorldAddress where) {
        offices.addObject()
                .put("city", city.toUpperCase(Locale.ROOT))
                .put("languageCode", language)
                .put("municipalityCode", where.town().municipality());
    }

    private static void descriptions(ObjectNode of, String finnish, String swedish, String english) {
        ArrayNode all = of.putArray("descriptions");
        all.addObject().put("languageCode", "3").put("description", english);
        all.addObject().put("languageCode", "1").put("description", finnish);
        all.addObject().put("languageCode", "2").put("description", swedish);
    }
}
