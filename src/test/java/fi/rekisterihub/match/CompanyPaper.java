package fi.rekisterihub.match;

import fi.rekisterihub.match.MadeUpCompany.Office;
import fi.rekisterihub.match.MadeUpPerson.MadeUpHome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Companies as registers have them: the same name with its form before, behind or forgotten, abbreviated, a branch under the
 * name of its town, an auxiliary name or one that was given up, moved, and often without a business ID.
 */
final class CompanyPaper {

    private static final MatchColumns COLUMNS = new MatchColumns(
            "id",
            Map.of(
                    FieldType.COMPANY_NAME, List.of("name"),
                    FieldType.BUSINESS_ID, List.of("business_id"),
                    FieldType.STREET, List.of("street"),
                    FieldType.POSTAL_CODE, List.of("postal_code"),
                    FieldType.CITY, List.of("city"),
                    FieldType.PHONE, List.of("phone"),
                    FieldType.EMAIL, List.of("email")));
    private static final String HEADER = "id;name;business_id;street;postal_code;city;phone;email;company\n";
    private static final Map<String, String> SWEDISH =
            Map.of("Oy", "Ab", "Oyj", "Abp", "Ky", "Kb", "Ay", "Öb", "ry", "rf");
    private static final String[][] SHORTER = {
        {"Rakennusliike", "Rak.liike"}, {"Tilitoimisto", "Tilitsto"}, {"Insinööritoimisto", "Ins.tsto"},
        {"Kuljetusliike", "Kulj.liike"}, {"Kiinteistöt", "Kiint."}, {"Kiinteistöhuolto", "Kiint.huolto"},
        {"Lakiasiaintoimisto", "Lakias.tsto"}, {"Consulting", "Cons."}, {"Tekniikka", "Tekn."}
    };
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzäö";

    private final FinnishCompanies companies;
    private final Random random;

    private CompanyPaper(FinnishCompanies companies, long seed) {
        this.companies = companies;
        this.random = new Random(seed);
    }

    /** Two registers of about so many each, three fifths of which are in both. */
    static LabelledSet two(Path folder, FinnishNames names, int size, long seed) throws IOException {
        FinnishCompanies companies = new FinnishCompanies(names, seed);
        CompanyPaper paper = new CompanyPaper(companies, seed + 1);
        Path first = folder.resolve("companies-a.csv");
        Path second = folder.resolve("companies-b.csv");
        try (BufferedWriter a = Files.newBufferedWriter(first);
                BufferedWriter b = Files.newBufferedWriter(second)) {
            a.write(HEADER);
            b.write(HEADER);
            for (MadeUpCompany company : companies.companies(size * 7 / 5)) {
                int part = (Mix.of(company.number()) & Integer.MAX_VALUE) % 7;
                if (part < 5) {
                    a.write(paper.clean(company));
                }
                if (part >= 2) {
                    b.write(paper.worse(company));
                }
            }
        }
        return new LabelledSet(
                "finnish companies, 2 x " + size, List.of(first, second), COLUMNS, fields -> fields.get("company")
                        .toString());
    }

    /** One register of about so many, in which every fourth stands again once or twice. */
    static LabelledSet one(Path folder, FinnishNames names, int size, long seed) throws IOException {
        FinnishCompanies companies = new FinnishCompanies(names, seed);
        CompanyPaper paper = new CompanyPaper(companies, seed + 1);
        Path file = folder.resolve("companies.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (MadeUpCompany company : companies.companies(size * 3 / 4)) {
                out.write(paper.clean(company));
                for (int i = 0; company.number() % 4 == 0 && i < 1 + company.number() % 8 / 4; i++) {
                    out.write(paper.worse(company));
                }
            }
        }
        return new LabelledSet("finnish companies, " + size, List.of(file), COLUMNS, fields -> fields.get("company")
                .toString());
    }

    private String clean(MadeUpCompany company) {
        Office office = company.places().get(0);
        String name = company.form().length() > 2 || company.owner()
                ? company.form() + " " + company.name()
                : company.name() + " " + company.form();
        return line(
                company,
                name,
                one(25) ? "" : company.businessId(),
                office.address(),
                false,
                office.phone(),
                email(company, "info"));
    }

    private String worse(MadeUpCompany company) {
        Office office = company.places().get(random.nextInt(company.places().size()));
        boolean branch = office != company.places().get(0);
        boolean moved = one(10) && !company.form().startsWith("As");
        MadeUpHome home = moved ? companies.elsewhere() : office.address();
        String name = name(company);
        if (branch && !one(3)) {
            name += one(2) ? ", " + home.city() : ", " + home.city() + "n toimipiste";
        }
        String phone = one(4) ? "" : one(8) ? companies.landline() : slipOfDigit(office.phone(), 40);
        String email = one(3) ? "" : email(company, one(2) ? "info" : "myynti");
        return line(company, name, businessId(company), home, one(12), phone, email);
    }

    private String businessId(MadeUpCompany company) {
        String id = company.businessId();
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> "";
            case 4 -> "FI" + id.replace("-", "");
            case 5 -> id.replace("-", "");
            default -> slipOfDigit(id, 50);
        };
    }

    private String name(MadeUpCompany company) {
        if (!company.otherNames().isEmpty() && one(2)) {
            String other =
                    company.otherNames().get(random.nextInt(company.otherNames().size()));
            return one(2) ? other : company.name() + " " + company.form() + " / " + other;
        }
        String name = company.name();
        if (company.owner()) {
            String[] words = name.split(" ", 2);
            name = switch (random.nextInt(5)) {
                case 0 -> words[1] + " " + words[0];
                case 1 -> words[0].charAt(0) + ". " + words[1];
                default -> name;
            };
        }
        if (one(3)) {
            for (String[] word : SHORTER) {
                name = name.replace(word[0], word[1]);
            }
        }
        name = slip(name, 12);
        String whole = formed(name, company.form());
        return one(10) ? whole.toUpperCase(Locale.ROOT) : whole;
    }

    private String formed(String name, String form) {
        return switch (form) {
            case "Tmi" -> one(4) ? name : (one(3) ? "Toiminimi " : one(5) ? "T:mi " : "Tmi ") + name;
            case "Asunto Oy" -> one(5) ? "Asunto-osakeyhtiö " + name : one(2) ? "As Oy " + name : "As. Oy " + name;
            default ->
                switch (random.nextInt(8)) {
                    case 0 -> name;
                    case 1 -> form + " " + name;
                    case 2 -> name + " " + SWEDISH.getOrDefault(form, form);
                    case 3 -> form.equals("Oy") ? "Oy " + name + " Ab" : name + " " + form;
                    case 4 -> form.equals("Oy") ? name + " Osakeyhtiö" : name + " " + form;
                    default -> name + " " + form;
                };
        };
    }

    private static String email(MadeUpCompany company, String local) {
        return company.domain().isEmpty() ? "" : local + "@" + company.domain();
    }

    private String line(
            MadeUpCompany company,
            String name,
            String businessId,
            MadeUpHome home,
            boolean swedish,
            String phone,
            String email) {
        String street = (swedish ? home.streetSwedish() : home.street()) + " " + home.number();
        return String.join(
                        ";",
                        String.valueOf(random.nextInt(1_000_000_000)),
                        name,
                        businessId,
                        one(30) ? "" : slip(street, 20),
                        one(30) ? "" : home.postalCode(),
                        swedish ? home.citySwedish() : home.city(),
                        phone,
                        email,
                        String.valueOf(company.number()))
                + "\n";
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private String slip(String text, int in) {
        if (text.length() < 4 || !one(in)) {
            return text;
        }
        int at = 1 + random.nextInt(text.length() - 1);
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + letter + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            default -> text.substring(0, at) + letter + text.substring(at + 1);
        };
    }

    private String slipOfDigit(String text, int in) {
        if (text.length() < 5 || !one(in)) {
            return text;
        }
        int at = random.nextInt(text.length());
        return Character.isDigit(text.charAt(at))
                ? text.substring(0, at) + random.nextInt(10) + text.substring(at + 1)
                : text;
    }
}
