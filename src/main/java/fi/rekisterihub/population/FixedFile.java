package fi.rekisterihub.population;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.Finland;
import fi.rekisterihub.mapping.BadRecord;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The population register's older change file: one line an event, a header of 26 characters, groups that end with a bar
 * and have fixed widths. A line says how many groups it has, which shows whether it is whole. Each event becomes a
 * change in the feed's own form, so that both are folded by the same rules.
 */
final class FixedFile {

    static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    /** The number (or what stands for it), event, date of entry, type, role, number of groups. */
    static final Pattern LINE = Pattern.compile(
            "(identity:[\\w-]+?|unreadable:[\\w-]+?|.{11})([A-Z]{3})(\\d{8})([01J])(\\d)(\\d{2})\\|(.*)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private FixedFile() {}

    /** @throws IllegalArgumentException when no line is of the file's form */
    static List<Event> events(byte[] shielded) {
        List<Event> events = new ArrayList<>();
        int line = 0;
        boolean known = false;
        for (String text : new String(shielded, CHARSET).split("\r?\n")) {
            line++;
            Matcher parts = LINE.matcher(text);
            if (!parts.matches()) {
                if (!text.isBlank()) {
                    events.add(new Event(
                            line, "", "", new ArrayList<>(), text, "The line has no header of the change file."));
                }
                continue;
            }
            known = true;
            Event last = events.isEmpty() ? null : events.get(events.size() - 1);
            if (!parts.group(4).equals("J")) {
                events.add(event(line, parts));
            } else if (last != null && last.number.equals(parts.group(1)) && !last.groups.isEmpty()) {
                events.set(events.size() - 1, last.continued(event(line, parts)));
            } else {
                events.add(event(line, parts).broken("The line goes on from another one, which is not above it."));
            }
        }
        if (!known && line > 0) {
            throw new IllegalArgumentException("The file has no line of the population register's change file.");
        }
        return events;
    }

    private static Event event(int line, Matcher parts) {
        List<String> groups = groups(parts.group(7));
        String problem = null;
        if (groups.size() != Integer.parseInt(parts.group(6))) {
            problem = "The line says that it has %d groups and has %d; it is not whole."
                    .formatted(Integer.parseInt(parts.group(6)), groups.size());
        } else if (!parts.group(7).endsWith("|")) {
            problem = "The line breaks off before its end.";
        } else {
            for (String group : groups) {
                int width = FixedGroup.width(group);
                if (width > 0 && group.length() != width) {
                    problem = "Group %s is %d characters wide where %d are due."
                            .formatted(group.substring(0, Math.min(3, group.length())), group.length(), width);
                }
            }
        }
        return new Event(line, parts.group(1), parts.group(3), groups, parts.group(), problem);
    }

    private static List<String> groups(String text) {
        List<String> groups = new ArrayList<>(List.of(text.split("\\|", -1)));
        String last = groups.remove(groups.size() - 1);
        if (!last.isEmpty()) {
            groups.add(last);
        }
        return groups;
    }

    /**
     * One event on one person.
     *
     * @param entered day of entry, {@code yyyymmdd}
     * @param problem why its groups cannot be trusted, else null
     */
    record Event(
            long line,
            String number,
            String entered,
            List<String> groups,
            String raw,
            @Nullable String problem) {

        Event continued(Event more) {
            List<String> all = new ArrayList<>(groups);
            all.addAll(more.groups);
            return new Event(
                    line, number, entered, all, raw + "\n" + more.raw, problem == null ? more.problem : problem);
        }

        Event broken(String reason) {
            return new Event(line, number, entered, groups, raw, reason);
        }

        /** The same in the form of the change feed. */
        ObjectNode change() {
            ObjectNode change = JSON.createObjectNode();
            change.put(PopulationShield.ID, number);
            LocalDate day = day();
            if (day != null) {
                change.put(
                        "muutospv", day.atStartOfDay(Finland.ZONE).toInstant().toString());
            }
            ArrayNode list = change.putArray(PopulationShield.GROUPS);
            if (problem == null) {
                groups.forEach(group -> FixedGroup.write(group, list.addObject()));
            }
            return change;
        }

        private @Nullable LocalDate day() {
            try {
                return entered.isEmpty() ? null : VtjDates.of(entered);
            } catch (BadRecord noDay) {
                // A change without a day says so by itself.
                return null;
            }
        }
    }
}
