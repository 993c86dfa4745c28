package fi.rekisterihub.match;

import fi.rekisterihub.content.DeliveredFile;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.mapping.ContentFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;

/** A file, or two, of which somebody knows which rows are of one entity. */
record LabelledSet(String name, List<Path> files, MatchColumns columns, Function<Map<String, ?>, String> truth) {

    LabelledSet without(FieldType type) {
        Map<FieldType, List<String>> fewer = new EnumMap<>(columns.columns());
        fewer.remove(type);
        return new LabelledSet(name + " without " + type.word(), files, new MatchColumns(columns.id(), fewer), truth);
    }

    LabelledSet called(String other) {
        return new LabelledSet(other, files, columns, truth);
    }

    RecordTable table(List<String> labels) {
        RecordTable table = table();
        for (Path file : files) {
            reader(file).read((ordinal, line, raw, fields, bad) -> labels.add(truth.apply(fields)));
        }
        return table;
    }

    RecordTable table() {
        RecordTable table = new RecordTable(columns.types());
        for (int i = 0; i < files.size(); i++) {
            if (i == 1) {
                table.beginSecond();
            }
            new TableReader(table, columns).read(reader(files.get(i)));
        }
        return table;
    }

    private static RecordReader reader(Path file) {
        return RecordReaders.ofFile(
                new DeliveredFile(file, DataSize.ofGigabytes(4)),
                new ContentFormat.Csv(null, null, ContentFormat.Frame.HEADER_ONLY, true));
    }

    static List<LabelledSet> all(Path folder) {
        List<LabelledSet> sets = new ArrayList<>();
        Function<Map<String, ?>, String> byNumber = fields ->
                String.valueOf(Long.parseLong(fields.get("rec_id").toString().strip()) / 10);
        Function<Map<String, ?>, String> byName =
                fields -> fields.get("rec_id").toString().strip().split("-")[1];
        for (String name : List.of("febrl1", "febrl2")) {
            sets.add(new LabelledSet(name, List.of(folder.resolve(name + ".csv")), febrl(false), byName));
        }
        for (String name : List.of("A_1000", "A_5000", "C_1000", "C_2500", "C_5000")) {
            sets.add(new LabelledSet(name, List.of(folder.resolve("dataset_" + name + ".csv")), febrl(true), byNumber));
        }
        for (String name : List.of("D", "F")) {
            List<Path> both = List.of(
                    folder.resolve("dataset_" + name + "_org_2500.csv"),
                    folder.resolve("dataset_" + name + "_dup_2500.csv"));
            sets.add(new LabelledSet(name, both, febrl(true), byNumber));
        }
        sets.add(new LabelledSet(
                "fake_1000", List.of(folder.resolve("fake_1000.csv")), fake(), fields -> fields.get("cluster")
                        .toString()));
        sets.add(new LabelledSet(
                "RLdata500", List.of(folder.resolve("RLdata500.csv")), rl(), fields -> fields.get("ent_id")
                        .toString()));
        return sets;
    }

    private static MatchColumns febrl(boolean phone) {
        Map<FieldType, List<String>> columns = new LinkedHashMap<>();
        columns.put(FieldType.GIVEN_NAME, List.of("given_name"));
        columns.put(FieldType.FAMILY_NAME, List.of("surname"));
        columns.put(FieldType.HOUSE_NUMBER, List.of("street_number"));
        columns.put(FieldType.STREET, List.of("address_1"));
        columns.put(FieldType.LOCALITY, List.of("address_2"));
        columns.put(FieldType.CITY, List.of("suburb"));
        columns.put(FieldType.POSTAL_CODE, List.of("postcode"));
        columns.put(FieldType.REGION, List.of("state"));
        columns.put(FieldType.BIRTH_DATE, List.of("date_of_birth"));
        columns.put(FieldType.IDENTITY_NUMBER, List.of("soc_sec_id"));
        if (phone) {
            columns.put(FieldType.PHONE, List.of("phone_number"));
            columns.put(FieldType.AGE, List.of("age"));
        }
        return new MatchColumns("rec_id", columns);
    }

    private static MatchColumns fake() {
        return new MatchColumns(
                "unique_id",
                Map.of(
                        FieldType.GIVEN_NAME, List.of("first_name"),
                        FieldType.FAMILY_NAME, List.of("surname"),
                        FieldType.BIRTH_DATE, List.of("dob"),
                        FieldType.CITY, List.of("city"),
                        FieldType.EMAIL, List.of("email")));
    }

    private static MatchColumns rl() {
        return new MatchColumns(
                "rec_id",
                Map.of(
                        FieldType.GIVEN_NAME, List.of("fname_c1", "fname_c2"),
                        FieldType.FAMILY_NAME, List.of("lname_c1", "lname_c2"),
                        FieldType.BIRTH_DATE, List.of("by", "bm", "bd")));
    }
}
