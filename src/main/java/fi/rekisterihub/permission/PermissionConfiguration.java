package fi.rekisterihub.permission;

import fi.rekisterihub.database.Secrets;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.IntakeSettings;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.OptOutsTold;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.SubjectKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PermissionConfiguration {

    @Bean
    PermissionRules permissionRules(Profiles profiles, Recipients recipients) {
        return new ProfileRules(profiles, recipients);
    }

    @Bean
    PermissionLedger permissionLedger(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SubjectKeys subjectKeys,
            Notices notices,
            PermissionRules rules,
            PermissionSettings settings) {
        return new PermissionLedger(jdbc, transaction, subjectKeys, notices, rules, settings.clockTolerance());
    }

    @Bean
    ListedKeys listedKeys(JdbcClient jdbc, SubjectKeys subjectKeys) {
        return new ListedKeys(jdbc, subjectKeys);
    }

    @Bean
    Freshness freshness(JdbcClient jdbc, PermissionReader lists, PermissionRules rules, PermissionSettings settings) {
        return new RegisterFreshness(jdbc, lists, rules, settings);
    }

    @Bean
    PermissionStates permissionStates(JdbcClient jdbc, PermissionRules rules, ListedKeys listed, Freshness freshness) {
        return new PermissionStates(jdbc, rules, listed, freshness);
    }

    @Bean
    ProhibitedPurposes prohibitedPurposes(JdbcClient jdbc) {
        return new ProhibitedPurposes(jdbc);
    }

    @Bean
    Extracts extracts(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Profiles profiles,
            PermissionRules rules,
            PermissionStates states,
            ListedKeys listed,
            LinkTokens links,
            Freshness freshness) {
        return new Extracts(jdbc, transaction, profiles, rules, states, listed, links, freshness);
    }

    @Bean
    SenderLinks senderLinks(JdbcClient jdbc, LinkTokens links) {
        return new SenderLinks(jdbc, links);
    }

    @Bean
    ExtractFiles extractFiles(JdbcClient jdbc, Extracts extracts) {
        return new ExtractFiles(jdbc, extracts);
    }

    @Bean
    ForbiddenAddresses forbiddenAddresses(
            JdbcClient jdbc, SubjectKeys subjectKeys, PermissionStates states, Suppressions suppressions) {
        return new ForbiddenAddresses(jdbc, subjectKeys, states, suppressions);
    }

    @Bean
    ToldProhibitions toldProhibitions(JdbcClient jdbc, ForbiddenAddresses forbidden) {
        return new ToldProhibitions(jdbc, forbidden);
    }

    @Bean
    SharedProhibitions sharedProhibitions(JdbcClient jdbc, PermissionLedger ledger) {
        return new SharedProhibitions(jdbc, ledger);
    }

    @Bean
    MovedAddresses movedAddresses(JdbcClient jdbc, PermissionStates states, ListedKeys listed, Notices notices) {
        return new MovedAddresses(jdbc, states, listed, notices);
    }

    @Bean
    NewProviders newProviders(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            PermissionRules rules,
            MovedAddresses movedAddresses,
            PermissionStates states,
            ForbiddenAddresses forbidden,
            Notices notices,
            OptOutsTold told,
            IntakeSettings settings) {
        ProviderJoins joins = new ProviderJoins(jdbc);
        return new NewProviders(
                rules,
                joins,
                new EarlierProhibitions(
                        jdbc, transaction, joins, movedAddresses, states, forbidden, rules, notices, told),
                settings.worker());
    }

    @Bean
    OptOutLists optOutLists(JdbcClient jdbc, SubjectKeys subjectKeys, PermissionSettings settings) {
        return new OptOutLists(jdbc, subjectKeys, settings);
    }

    @Bean
    Suppressions suppressions(JdbcClient jdbc) {
        return new Suppressions(jdbc);
    }

    @Bean
    Bounces bounces(JdbcClient jdbc, SubjectKeys subjectKeys) {
        return new Bounces(jdbc, subjectKeys);
    }

    @Bean
    ProviderReminders providerReminders(PermissionRules rules, ForbiddenAddresses forbidden, Notices notices) {
        return new ProviderReminders(rules, forbidden, notices);
    }

    @Bean
    ProviderEvents providerEvents(
            Mappings mappings,
            PermissionLedger ledger,
            Bounces bounces,
            ProviderReminders reminders,
            ProviderTopics topics,
            Inbox inbox,
            TransactionTemplate transaction) {
        return new ProviderEvents(mappings, new ProviderActs(ledger, bounces, reminders, topics), inbox, transaction);
    }

    @Bean
    LinkTokens linkTokens(Secrets secrets, LinkSettings settings) {
        return new LinkTokens(
                settings.links().keys().stream().map(secrets::key).toList(),
                settings.publicUrl(),
                settings.links().mailbox());
    }

    @Bean
    LinkActs linkActs(
            JdbcClient jdbc,
            Inbox inbox,
            PermissionLedger ledger,
            LinkTokens tokens,
            SubjectKeys subjectKeys,
            TransactionTemplate transaction) {
        return new LinkActs(jdbc, inbox, ledger, tokens, subjectKeys, transaction);
    }

    @Bean
    Grants grants(
            JdbcClient jdbc,
            Inbox inbox,
            PermissionLedger ledger,
            LinkTokens links,
            Secrets secrets,
            LinkSettings settings,
            SubjectKeys subjectKeys,
            Profiles profiles,
            TransactionTemplate transaction) {
        return new Grants(
                jdbc,
                inbox,
                ledger,
                links,
                new GrantTokens(
                        settings.links().keys().stream().map(secrets::key).toList()),
                subjectKeys,
                profiles,
                transaction,
                new Grants.Rules(
                        settings.links().confirmations(), settings.links().confirmWithin(), settings.publicUrl()));
    }

    @Bean
    LinkPreferences linkPreferences(
            JdbcClient jdbc,
            LinkTokens tokens,
            LinkActs acts,
            Grants grants,
            PermissionStates states,
            Profiles profiles) {
        return new LinkPreferences(jdbc, tokens, acts, grants, states, profiles);
    }

    @Bean
    MailReplies mailReplies(
            JdbcClient jdbc,
            Inbox inbox,
            PermissionLedger ledger,
            Bounces bounces,
            LinkTokens tokens,
            SubjectKeys subjectKeys,
            RightsDesk rights,
            TransactionTemplate transaction) {
        ReturnedMails returned = new ReturnedMails(new SentTo(jdbc, subjectKeys, tokens), bounces, ledger);
        return new MailReplies(inbox, ledger, tokens, returned, rights, transaction);
    }

    @Bean
    MailOriginals mailOriginals(Inbox inbox, MailboxSettings settings, Profiles profiles) {
        return new MailOriginals(inbox, settings.keepOriginals(), () -> MailTimes.of(profiles.all()));
    }
}
