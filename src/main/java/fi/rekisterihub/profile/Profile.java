package fi.rekisterihub.profile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one register, as its public notice promises them.
 *
 * @param contacts role addresses beside the controller's own
 * @param language the language of the public notice: fi, sv or en
 * @param automatedDecisions whether the register may decide about people without a person (PROMISES V5)
 * @param profiling whether it may hold what profiles people, and profile them (PROMISES V5)
 * @param thirdCountries whether anything may leave the EU and EEA, on a basis (PROMISES SM3)
 * @param fourEyes which acts of a steward come into force only when a second person has confirmed them
 * @param limits what may be held of a person only in so many of some fields
 * @param sources in order of precedence: the first outranks all after it
 * @param optOutLists the feeds of the opt-out lists that bind this register
 * @param fingerprint SHA-256 (hex) of the file, so that a decision can name the law of its day
 */
public record Profile(
        String id,
        Texts name,
        Controller controller,
        List<RoleContact> contacts,
        String language,
        boolean automatedDecisions,
        boolean profiling,
        boolean thirdCountries,
        RequestRule requests,
        Set<FourEyes> fourEyes,
        List<Purpose> purposes,
        List<PermissionRule> permissions,
        List<Group> groups,
        List<DataClass> dataClasses,
        List<Limit> limits,
        List<SourceRule> sources,
        List<RecipientRule> recipients,
        List<RetentionRule> retention,
        List<String> optOutLists,
        String fingerprint) {

    /** In the place of channels, for what is no matter of them, as whether purchases are registered. */
    public static final String NO_CHANNEL = "*";

    /**
     * @param name of the one that answers, where several companies are controllers together
     * @param businessId empty where it is not told
     * @param contact role address for data-protection matters; never a person's own
     * @param joint who are controllers together and how they share it (GDPR article 26(2)); null for one alone
     */
    public record Controller(
            String name,
            String businessId,
            String contact,
            @Nullable Texts joint) {}

    /** @param contact a role's address, such as {@code security@…}; never a person's own */
    public record RoleContact(String role, String contact) {}

    /** @param basis contract, legitimate-interest, legal-obligation or consent */
    public record Purpose(String id, String basis, Texts text) {}

    /**
     * @param optIn whether contact needs a granted permission, not just the absence of a prohibition
     * @param topics what a person may want or not want by itself within the purpose
     */
    public record PermissionRule(String purpose, Set<String> channels, boolean optIn, List<Topic> topics) {}

    /** @param id {@code newsletter:<name>}, the scope of the acts that speak of it */
    public record Topic(String id, Texts text) {}

    /** @param entity {@code company} or {@code person} */
    public record Group(String id, String entity, Texts text, Set<String> fields) {}

    /**
     * Fields that have rules of their own beside those of their group.
     *
     * @param onward whether they may be told to others: in notices, extracts and other registers
     * @param needs the purpose that the person must not have prohibited for them to be stored; null for none
     * @param profiling whether holding them is profiling
     */
    public record DataClass(
            String id,
            Set<String> fields,
            boolean onward,
            @Nullable String needs,
            boolean profiling,
            Texts text) {}

    /** Of these fields at most so many are held of one person (PROMISES SM1). */
    public record Limit(int atMost, Set<String> of, Texts text) {}

    /**
     * @param kind person (their own word), steward, own (own systems), bought, public or list
     * @param groups which groups it may fill; none for a list
     */
    public record SourceRule(String feed, String kind, Set<String> groups, Texts text) {}

    public Optional<SourceRule> source(String feed) {
        return sources.stream().filter(source -> source.feed().equals(feed)).findFirst();
    }

    /** Rank of a source: 0 outranks 1. A source that the profile does not list has the lowest there is. */
    public int rank(String feed) {
        for (int rank = 0; rank < sources.size(); rank++) {
            if (sources.get(rank).feed().equals(feed)) {
                return rank;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Every field that some group of this kind of entity allows. */
    public Set<String> fields(String entity) {
        Set<String> fields = new LinkedHashSet<>();
        groups.stream().filter(group -> group.entity().equals(entity)).forEach(group -> fields.addAll(group.fields()));
        return fields;
    }

    /** The fields of this kind of entity that these groups hold. */
    public Set<String> fields(String entity, Set<String> groupIds) {
        Set<String> fields = new LinkedHashSet<>();
        groups.stream()
                .filter(group -> group.entity().equals(entity) && groupIds.contains(group.id()))
                .forEach(group -> fields.addAll(group.fields()));
        return fields;
    }

    /** The fields of this kind of entity that a source may fill; none for a source that the profile does not list. */
    public Set<String> fieldsFrom(String feed, String entity) {
        return source(feed).map(rule -> fields(entity, rule.groups())).orElse(Set.of());
    }

    /** The groups that these sources may fill; whoever they tell of belongs to them. */
    public Set<String> groupsOf(Collection<String> feeds) {
        Set<String> groupIds = new LinkedHashSet<>();
        sources.stream().filter(rule -> feeds.contains(rule.feed())).forEach(rule -> groupIds.addAll(rule.groups()));
        return groupIds;
    }

    /** What may be allowed or forbidden of a purpose; by channels when the law differs by them. */
    public List<PermissionRule> permissions(String purpose) {
        return permissions.stream()
                .filter(rule -> rule.purpose().equals(purpose))
                .toList();
    }

    /** The rule of a purpose for this channel. */
    public Optional<PermissionRule> permission(String purpose, String channel) {
        return permissions(purpose).stream()
                .filter(rule ->
                        rule.channels().contains(channel) || rule.channels().contains(NO_CHANNEL))
                .findFirst();
    }

    /** The topics of a purpose, whatever the channel. */
    public List<Topic> topics(String purpose) {
        return permissions(purpose).stream()
                .flatMap(rule -> rule.topics().stream())
                .toList();
    }

    /** Whether a field may be told to anybody else: in a notice, an extract or another register. */
    public boolean mayGoOnward(String field) {
        return classesOf(field).allMatch(DataClass::onward);
    }

    /** The classes whose rules bind a field beside those of its group; none for most. */
    public Stream<DataClass> classesOf(String field) {
        return dataClasses.stream().filter(one -> one.fields().contains(field));
    }
}
