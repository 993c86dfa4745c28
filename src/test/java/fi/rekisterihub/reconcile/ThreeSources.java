package fi.rekisterihub.reconcile;

import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;

/** A hub to which three sources tell of Aino: the customer system, a service that sells contacts, and she herself in a portal. */
final class ThreeSources implements AutoCloseable {

    /** A portal as Sofor has one: the person edits name, phone and social media. */
    private static final String PORTAL = """
            feed: portal
            record: person
            description: What people have changed themselves
            content:
              type: csv
              delimiter: ";"
              charset: UTF-8
            key: id
            fields:
              familyName: family_name
              givenName: given_name
              email: $email(email)
              phone: $phone(phone)
            clear: [phone]
            """;

    final QuietHub hub = QuietHub.start(TestHome.withMapping("portal", PORTAL), FreshDatabase.url());
    final Imports imports = new Imports(hub);

    static String crmRows(String title, String phone) {
        return Imports.CRM_HEADER
                + "C-1;Esimerkki;Aino;%s;aino@a.example;%s;Katu 1;00100;Helsinki;FI;fi;1970;;\n"
                        .formatted(title, phone);
    }

    void crm(String title, String phone) {
        imports.file("crm-person", crmRows(title, phone));
    }

    void fonecta(String phone) {
        imports.page(
                "fonecta-contact",
                "{\"contacts\":[{\"contactType\":\"PERSON\",\"id\":\"p-1\",\"firstName\":\"Aino\",\"lastName\":\"Esimerkki\","
                        + "\"emails\":[\"aino@a.example\"],\"phones\":[\"" + phone + "\"]}]}");
    }

    void portal(String phone) {
        imports.file(
                "portal",
                "id;family_name;given_name;email;phone\nU-1;Esimerkki;Aino;aino@a.example;%s\n".formatted(phone));
    }

    @Override
    public void close() {
        hub.close();
    }
}
