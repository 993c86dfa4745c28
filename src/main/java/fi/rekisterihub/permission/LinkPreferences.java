package fi.rekisterihub.permission;

import fi.rekisterihub.permission.Preferences.Choice;
import fi.rekisterihub.permission.Preferences.Row;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Topic;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person wants and does not want of one register, by the link of a message from it. */
public final class LinkPreferences {

    private static final String IN_REGISTER =
            "select exists (select from person where id = :person and register_id = :register)";

    private static final Wish USUAL = new Wish(PermissionAct.DIRECT_MARKETING, "email", PermissionAct.EVERYTHING);

    private final JdbcClient jdbc;
    private final LinkTokens tokens;
    private final LinkActs acts;
    private final Grants grants;
    private final PermissionStates states;
    private final Profiles profiles;

    LinkPreferences(
            JdbcClient jdbc,
            LinkTokens tokens,
            LinkActs acts,
            Grants grants,
            PermissionStates states,
            Profiles profiles) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.acts = acts;
        this.grants = grants;
        this.states = states;
        this.profiles = profiles;
    }

    /** What a link is about when it is not simply all direct marketing by e-mail. */
    public record About(Texts what, String channel) {}

    /** Empty for a link about all direct marketing by e-mail, and for a token that is none of ours. */
    public Optional<About> about(String token) {
        return tokens.read(token)
                .filter(subject -> !subject.wish().equals(USUAL))
                .map(subject -> new About(name(subject), subject.channel()));
    }

    /** Changes nothing. Empty when the token is none of ours. */
    public Optional<Preferences> of(String token) {
        return tokens.read(token).map(this::preferences);
    }

    /** Prohibits all that the register asks permission for, by every channel; false when the token is none of ours. */
    public boolean nothingAnyMore(String token, @Nullable String userAgent) {
        return tokens.read(token).isPresent() && acts.prohibit(token, everything(token), userAgent);
    }

    /** What became of choices that were sent. */
    public enum Outcome {
        /** The token is none of ours, or something was sent that the page does not offer: nothing was done. */
        REFUSED,
        /** What was switched off is off. */
        KEPT,
        /** The same, and a mail asks whether what was ticked is really wanted. */
        MAIL_COMES,
        /** The same without the mail: there were enough for one day. */
        NO_MORE_MAIL
    }

    /**
     * Prohibits at once what was allowed when the page was shown and is not ticked any more, and asks by mail about what is
     * ticked and was not. What was ticked and shown so is no act: it may have been prohibited elsewhere since.
     *
     * @param language in which the mail is written
     */
    public Outcome change(
            String token, Set<Wish> shownAllowed, Set<Wish> ticked, String language, @Nullable String userAgent) {
        Preferences offered = of(token).orElse(null);
        if (offered == null
                || !offered.offered().containsAll(shownAllowed)
                || !offered.offered().containsAll(ticked)) {
            return Outcome.REFUSED;
        }
        Set<Wish> off = new HashSet<>(shownAllowed);
        off.removeAll(ticked);
        if (!off.isEmpty() && !acts.prohibit(token, off, userAgent)) {
            return Outcome.REFUSED;
        }
        Set<Wish> on = new HashSet<>(ticked);
        on.removeAll(shownAllowed);
        on.retainAll(offered.mayBeAllowed());
        if (on.isEmpty()) {
            return Outcome.KEPT;
        }
        return grants.ask(token, on, language) ? Outcome.MAIL_COMES : Outcome.NO_MORE_MAIL;
    }

    private Preferences preferences(LinkSubject subject) {
        Profile profile = profiles.find(subject.registerId()).orElse(null);
        if (profile == null) {
            return new Preferences(new Texts("", "", ""), "", "", false, List.of());
        }
        boolean known = jdbc.sql(IN_REGISTER)
                .param("person", subject.personId())
                .param("register", subject.registerId())
                .query(Boolean.class)
                .single();
        return new Preferences(
                profile.name(),
                profile.controller().name(),
                profile.controller().contact(),
                known,
                known ? rows(subject.personId(), profile, grants.possible(subject)) : List.of());
    }

    private List<Row> rows(long person, Profile profile, boolean mayAllow) {
        List<Row> rows = new ArrayList<>();
        for (String id : profile.permissions().stream()
                .map(PermissionRule::purpose)
                .distinct()
                .toList()) {
            List<String> channels = profile.permissions(id).stream()
                    .flatMap(rule -> rule.channels().stream())
                    .toList();
            rows.add(row(person, id, channels, purpose(profile, id), PermissionAct.EVERYTHING, mayAllow));
            for (Topic topic : profile.topics(id)) {
                rows.add(row(person, id, channels, topic.text(), topic.id(), mayAllow));
            }
        }
        return rows;
    }

    private Texts name(LinkSubject subject) {
        return profiles.find(subject.registerId())
                .map(profile -> profile.topics(subject.purpose()).stream()
                        .filter(topic -> topic.id().equals(subject.scope()))
                        .map(Topic::text)
                        .findFirst()
                        .orElseGet(() -> purpose(profile, subject.purpose())))
                .orElseGet(() -> same(subject.purpose()));
    }

    private static Texts purpose(Profile profile, String id) {
        return profile.purposes().stream()
                .filter(known -> known.id().equals(id))
                .map(Profile.Purpose::text)
                .findFirst()
                .orElseGet(() -> same(id));
    }

    private static Texts same(String text) {
        return new Texts(text, text, text);
    }

    private Row row(long person, String purpose, List<String> channels, Texts text, String scope, boolean mayAllow) {
        List<Choice> choices = channels.stream()
                .map(channel -> new Wish(purpose, channel, scope))
                .map(wish -> new Choice(
                        wish,
                        states.of(person, wish.purpose(), wish.channel(), wish.scope())
                                        .permission()
                                == Permission.GRANTED,
                        mayAllow))
                .toList();
        return new Row(text, !scope.equals(PermissionAct.EVERYTHING), choices);
    }

    private Set<Wish> everything(String token) {
        Set<Wish> all = new LinkedHashSet<>();
        all.add(new Wish(PermissionAct.DIRECT_MARKETING, PermissionAct.EVERYTHING, PermissionAct.EVERYTHING));
        tokens.read(token)
                .flatMap(subject -> profiles.find(subject.registerId()))
                .ifPresent(profile -> profile.permissions().stream()
                        .map(PermissionRule::purpose)
                        .forEach(purpose ->
                                all.add(new Wish(purpose, PermissionAct.EVERYTHING, PermissionAct.EVERYTHING))));
        return all;
    }
}
