package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules as the profiles in force say them. */
final class ProfileRules implements PermissionRules {

    private final Profiles profiles;
    private final Recipients recipients;

    ProfileRules(Profiles profiles, Recipients recipients) {
        this.profiles = profiles;
        this.recipients = recipients;
    }

    /** What the profile does not open, only the person can. */
    @Override
    public boolean needsConsent(String registerId, String purpose, String channel) {
        return profiles.find(registerId)
                .map(profile -> profile.permissions().stream()
                        .noneMatch(rule -> rule.purpose().equals(purpose)
                                && (rule.channels().contains(channel)
                                        || rule.channels().contains("*"))
                                && !rule.optIn()))
                .orElse(true);
    }

    @Override
    public boolean mayGrant(String source) {
        return !providers().contains(source)
                && profiles.all().stream()
                        .flatMap(profile -> profile.source(source).stream())
                        .allMatch(rule ->
                                rule.kind().equals("person") || rule.kind().equals("steward"));
    }

    /** A register without a profile in force is bound by nothing here, and may contact nobody anyway. */
    @Override
    public Set<String> bindingLists(String registerId) {
        return profiles.find(registerId)
                .map(profile -> Set.copyOf(profile.optOutLists()))
                .orElse(Set.of());
    }

    @Override
    public Set<String> providers() {
        return profiles.all().stream()
                .flatMap(profile -> providersOf(profile.id()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> servedBy(String provider) {
        return profiles.all().stream()
                .map(Profile::id)
                .filter(register -> providersOf(register).anyMatch(provider::equals))
                .toList();
    }

    @Override
    public List<String> registersToTell(Collection<String> preferred) {
        Set<String> registers = new LinkedHashSet<>(preferred);
        profiles.all().stream().map(Profile::id).forEach(registers::add);
        Set<String> told = new HashSet<>();
        List<String> chosen = new ArrayList<>();
        for (String register : registers) {
            if (told.addAll(providersOf(register).toList())) {
                chosen.add(register);
            }
        }
        return chosen;
    }

    private Stream<String> providersOf(String register) {
        return recipients.of(register).stream()
                .filter(recipient -> recipient.role() == Recipient.Role.PROVIDER)
                .map(Recipient::id);
    }
}
