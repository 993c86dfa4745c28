package fi.rekisterihub.subject.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a register holds of a person and has done with it, in the person's language (GDPR article 15). What stands in it
 * as {@code text} is for people, the rest for programs. All entries that were found to be of this one person are in it.
 */
public record AccessReport(
        Head head,
        List<Part> parts,
        List<Change> history,
        List<Told> told,
        List<Receiver> receivers,
        List<Permission> permissions,
        List<Act> acts,
        List<Source> sources,
        List<Kept> retention,
        List<Purpose> purposes,
        List<Request> requests,
        List<Disclosed> disclosures,
        List<Look> looks,
        Stance stance) {

    /** @param contact the controller's role address for data-protection matters */
    public record Head(
            String registerId,
            String register,
            String controller,
            String businessId,
            String contact,
            String language,
            Instant madeAt,
            long requestId,
            String profileFingerprint) {}

    /**
     * One entry of the register that is of this person.
     *
     * @param restrictedAt since when its processing is restricted
     * @param identityNumberSince since when the personal identity code is held, sealed; null when it is not
     */
    public record Part(
            long id,
            Instant since,
            @Nullable Instant restrictedAt,
            @Nullable Instant deceasedAt,
            @Nullable Instant identityNumberSince,
            List<Group> groups,
            List<Role> roles,
            List<Record> records) {}

    /** A group of the profile with the values that it allows. */
    public record Group(String id, String text, List<Value> values) {}

    /**
     * A value, where it came from, when it was stored and by which rule (PROMISES SK1).
     *
     * @param withheld a source does not hand it out, so that it is empty
     * @param correction why the register's people have put it there against a source; null for most
     */
    public record Value(
            String field,
            String text,
            @Nullable String value,
            @Nullable String source,
            String sourceText,
            @Nullable Instant storedAt,
            @Nullable String rule,
            String ruleText,
            boolean withheld,
            @Nullable String correction) {}

    public record Role(String company, @Nullable String duty, String sourceText, Instant since) {}

    /** A record of a source as it came last, kept to tell what changes. */
    public record Record(
            String source, String sourceText, @Nullable Instant receivedAt) {}

    public record Change(
            Instant at,
            long part,
            String source,
            String sourceText,
            String field,
            String fieldText,
            @Nullable String before,
            @Nullable String after,
            String rule,
            String ruleText,
            boolean withheld) {}

    /** A notice that a recipient was sent. Field names, no values. */
    public record Told(
            Instant at,
            String recipient,
            String recipientText,
            String kind,
            String kindText,
            List<String> fields,
            @Nullable Instant sentAt,
            @Nullable Instant confirmedAt,
            @Nullable String receipt) {}

    /** Who receives which fields regularly, by the profile. */
    public record Receiver(
            String id,
            String name,
            String purpose,
            String country,
            @Nullable String basis,
            List<String> fields) {}

    /** What is in force, and who said so. */
    public record Permission(
            String purpose,
            String purposeText,
            String channel,
            String channelText,
            String scope,
            String state,
            String stateText,
            String source,
            String sourceText,
            @Nullable Instant since,
            boolean list) {}

    /** One act of the ledger. */
    public record Act(
            Instant at,
            String purposeText,
            String channelText,
            String state,
            String stateText,
            String source,
            String sourceText,
            boolean byPerson) {}

    public record Source(String id, String text) {}

    /** Until when a class of data is kept, as far as a day is known, and the rule. */
    public record Kept(String what, String text, @Nullable LocalDate until, String rule, List<String> heldBy) {}

    public record Purpose(String id, String text, String basis, String basisText) {}

    public record Request(
            long id,
            Instant receivedAt,
            String kind,
            String kindText,
            String way,
            String wayText,
            String state,
            String stateText,
            LocalDate dueBy,
            @Nullable Instant endedAt,
            @Nullable String said) {}

    /** To researchers or authorities. */
    public record Disclosed(
            Instant at, String what, String whatText, String recipient, String ground, List<String> fields) {}

    /**
     * Somebody looked at the data. When and in which role, not who: the names of those who act under the controller's authority
     * are not the person's to have (Court of Justice, C-579/21, 22 June 2023).
     */
    public record Look(Instant at, String role, String what) {}

    /** What the register may decide by itself. */
    public record Stance(boolean automatedDecisions, boolean profiling) {}
}
