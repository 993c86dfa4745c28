package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All companies of the company register as PRH packs them: a zip of one JSON array, as long as it is wanted, written
 * without keeping it in memory. Companies are those of a small world under ever new numbers, each with as many entries of
 * other registers as make it as long as a real one.
 */
public final class BigCompanies {

    private static final int TEMPLATES = 400;
    private static final int BYTES_OF_A_COMPANY = 2_000;
    private static final String NUMBER = "\u0001";

    private BigCompanies() {}

    /** @return how many companies are in it */
    public static int write(Path zip, long unpackedBytes) throws IOException {
        World world = World.of(World.SEED, TEMPLATES, 1, LocalDate.of(2026, 11, 22));
        List<String> templates = world.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(BigCompanies::template)
                .toList();
        Iterator<String> numbers = BusinessIds.all().iterator();
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip));
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(1);
            out.putNextEntry(new ZipEntry("all_companies.json"));
            long written = 0;
            int companies = 0;
            while (written < unpackedBytes) {
                String company = templates.get(companies % templates.size()).replace(NUMBER, numbers.next());
                byte[] bytes = ((companies == 0 ? "[" : ",") + company).getBytes(StandardCharsets.UTF_8);
                out.write(bytes);
                written += bytes.length;
                companies++;
            }
            out.write(']');
            return companies;
        }
    }

    private static String template(WorldCompany company) {
        ObjectNode json = PrhCompany.of(company);
        for (int i = 0; json.toString().length() < BYTES_OF_A_COMPANY; i++) {
            json.withArray("registeredEntries")
                    .addObject()
                    .put("type", String.valueOf(i))
                    .put("registrationDate", company.registered().toString())
                    .put("register", String.valueOf(1 + i % 8))
                    .put("authority", "2")
                    .putArray("descriptions")
                    .addObject()
                    .put("languageCode", "1")
                    .put("description", "Rekisterissä");
        }
        return json.toString().replace(company.businessId(), NUMBER);
    }
}
