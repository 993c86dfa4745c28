package fi.rekisterihub.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One mapping table in force. Thread-safe. */
public final class Mapping {

    private final String feed;
    private final RecordKind kind;
    private final ContentFormat content;
    private final Parts parts;
    private final Expression key;
    private final @Nullable Expression only;
    private final Map<String, Expression> fields;
    private final Map<String, Expression> company;
    private final Map<String, Expression> person;
    private final Map<String, Expression> clock;
    private final Set<String> clear;
    private final RunLimits limits;
    private final AbsentRule absent;
    private final String version;
    private final @Nullable Duration keep;
    private final Set<String> forget;
    private final ListRules list;
    private final @Nullable HookRule hook;

    Mapping(
            String feed,
            RecordKind kind,
            ContentFormat content,
            Parts parts,
            Expression key,
            @Nullable Expression only,
            Map<String, Expression> fields,
            Map<String, Expression> company,
            Map<String, Expression> person,
            Map<String, Expression> clock,
            Set<String> clear,
            RunLimits limits,
            AbsentRule absent,
            String version,
            @Nullable Duration keep,
            Set<String> forget,
            ListRules list,
            @Nullable HookRule hook) {
        this.feed = feed;
        this.kind = kind;
        this.content = content;
        this.parts = parts;
        this.key = key;
        this.only = only;
        this.fields = fields;
        this.company = company;
        this.person = person;
        this.clock = clock;
        this.clear = clear;
        this.limits = limits;
        this.absent = absent;
        this.version = version;
        this.keep = keep;
        this.forget = forget;
        this.list = list;
        this.hook = hook;
    }

    public String feed() {
        return feed;
    }

    public RecordKind kind() {
        return kind;
    }

    public ContentFormat content() {
        return content;
    }

    /** What a list says of itself, and what it must be like to be believed. */
    public ListRules list() {
        return list;
    }

    /** Who may call the provider's hook; empty where the table says nothing of it. */
    public Optional<HookRule> hook() {
        return Optional.ofNullable(hook);
    }

    /** What one run of the feed may do before a person looks at it. */
    public RunLimits limits() {
        return limits;
    }

    /** What becomes of a company or person whom a full list has left. */
    public AbsentRule absent() {
        return absent;
    }

    /** The feed whose deliveries this table reads: its own, or that of a source whose answers speak of more than one. */
    public String deliveredAs() {
        return parts.feed();
    }

    /** Whether a delivered record may hold several records of this table, or none. */
    public boolean takesApart() {
        return parts.each() != null;
    }

    /**
     * The records of this table that one delivered record holds.
     *
     * @throws BadRecord when it cannot be taken apart
     */
    public List<Map<String, Object>> parts(Map<String, ?> delivered) {
        return parts.of(delivered);
    }

    /** First twelve hex digits of the file's SHA-256: another text is another version. */
    public String version() {
        return version;
    }

    /** How long deliveries of this feed are kept; empty where the hub's own time holds. */
    public Optional<Duration> keep() {
        return Optional.ofNullable(keep);
    }

    /** Parts of a delivery that are left out before it is kept. */
    public Set<String> forget() {
        return forget;
    }

    /** Whether it says by identity numbers who is meant; then none of them may be kept as it came. */
    public boolean readsIdentities() {
        return person.containsKey("identity");
    }

    /** Whether a record says by an exact identifier whom it speaks of, and so tells of a change and not of a state. */
    public boolean namesPersons() {
        return !person.isEmpty();
    }

    /** Whether records tell days from which data is kept. */
    public boolean tellsClocks() {
        return !clock.isEmpty();
    }

    /** Whether it tells a person's whole name in one, to be cut by what the register knows. */
    boolean tellsWholeName() {
        return person.containsKey("name");
    }

    /** Whether it tells at which company a person has a place. */
    boolean tellsRoles() {
        return company.containsKey("businessId");
    }

    public Set<String> targets() {
        return fields.keySet();
    }

    /** The expression of a target, as the operator wrote it. */
    public String expression(String target) {
        return String.valueOf(fields.get(target));
    }

    /** Whether any expression of the table speaks of the record's field of this name. */
    public boolean uses(String name) {
        return !readers(List.of(name)).isEmpty();
    }

    /** The fields of a record of which its key is made, as far as they can be told; empty when it names none. */
    public Set<String> keyFields() {
        return key.fields();
    }

    /** Whether the key is made of all its fields; else of some of them, as where a record has one number or another. */
    public boolean keyNeedsAll() {
        return !key.chooses();
    }

    /** The fields of a delivered record of which the records of this table are taken; empty when it takes none apart. */
    public Set<String> partFields() {
        return parts.fields();
    }

    /** All fields of a record that the table speaks of, those of the key first. */
    public Set<String> recordFields() {
        Set<String> all = new LinkedHashSet<>(key.fields());
        Stream.of(fields, company, person, clock)
                .flatMap(table -> table.values().stream())
                .forEach(expression -> all.addAll(expression.fields()));
        return all;
    }

    /** The code lists that the table's results depend on. */
    public Set<String> codeLists() {
        Set<String> lists = new TreeSet<>(key.lists());
        Stream.of(fields, company, person, clock)
                .flatMap(table -> table.values().stream())
                .forEach(expression -> lists.addAll(expression.lists()));
        return lists;
    }

    /** The targets, {@code key} and {@code only} whose expression speaks of a field under all these names. */
    public List<String> readers(List<String> path) {
        List<String> readers = new ArrayList<>();
        BiConsumer<String, Expression> look = (target, expression) -> {
            if (path.stream().allMatch(expression::names)) {
                readers.add(target);
            }
        };
        look.accept("key", key);
        if (only != null) {
            look.accept("only", only);
        }
        fields.forEach(look);
        company.forEach(look);
        person.forEach(look);
        clock.forEach(look);
        return readers;
    }

    /** Whether the table wants this record at all; a feed may carry others beside its own. */
    public boolean wants(Map<String, ?> record) {
        return only == null || Boolean.TRUE.equals(valueOf("only", only, record));
    }

    /**
     * The source's own key of a record.
     *
     * @throws BadRecord when it has none
     */
    public String key(Map<String, ?> record) {
        String text = text("key", key.value(record));
        if (text == null) {
            throw new BadRecord("key", "The record has no key: '%s' gives nothing.".formatted(key));
        }
        return text;
    }

    /** All that can be said of a record without looking at the register. */
    public Reading read(Map<String, ?> record) {
        try {
            return wants(record) ? new Reading.Told(observe(record)) : new Reading.NotWanted();
        } catch (BadRecord bad) {
            return new Reading.Unusable(bad.field(), bad.reason());
        }
    }

    /** @throws BadRecord when a value cannot be used */
    public Observation observe(Map<String, ?> record) {
        Observation seen = new Observation(
                key(record),
                evaluate(fields, record),
                evaluate(company, record),
                evaluate(person, record),
                clock.isEmpty() ? Map.of() : ClockTargets.read(evaluate(clock, record), clock.keySet()));
        if (kind == RecordKind.PERMISSION) {
            PermissionAction.of(seen.values().get("action"));
        }
        return seen;
    }

    private Map<String, @Nullable String> evaluate(Map<String, Expression> expressions, Map<String, ?> record) {
        FieldValues values = new FieldValues(expressions.size());
        for (Map.Entry<String, Expression> target : expressions.entrySet()) {
            String field = target.getKey();
            Object value = valueOf(field, target.getValue(), record);
            if (value == Expression.MISSING) {
                continue;
            }
            String text = text(field, value);
            if (text != null || clear.contains(field)) {
                values.add(field, text);
            }
        }
        return values;
    }

    private static @Nullable Object valueOf(String field, Expression expression, Map<String, ?> record) {
        try {
            return expression.value(record);
        } catch (BadRecord bad) {
            throw new BadRecord(field, bad.reason());
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BadRecord bad) {
                throw new BadRecord(field, bad.reason());
            }
            // The language's own message may quote the value, so it is not passed on.
            throw new BadRecord(
                    field, "The expression '%s' cannot be worked out for this record.".formatted(expression));
        }
    }

    private static @Nullable String text(String field, @Nullable Object value) {
        if (value == Expression.MISSING) {
            return null;
        }
        if (value instanceof List<?> many) {
            if (many.size() > 1) {
                throw new BadRecord(
                        field,
                        "%d values where one is wanted; choose one in the mapping, as with [0]."
                                .formatted(many.size()));
            }
            return many.isEmpty() ? null : HubFunctions.plain(many.get(0));
        }
        if (value instanceof Map) {
            throw new BadRecord(field, "A whole object where one value is wanted; name the part of it in the mapping.");
        }
        String text = HubFunctions.plain(value);
        if (text != null && text.indexOf('\0') >= 0) {
            throw new BadRecord(field, "The value holds a NUL character, which no text has.");
        }
        return text;
    }
}
