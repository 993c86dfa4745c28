package fi.rekisterihub.permission;

import fi.rekisterihub.notice.NoticeBundle;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells others what somebody has prohibited, in the caller's transaction. */
final class ProhibitionNotices {

    private final Notices notices;
    private final PermissionRules rules;

    ProhibitionNotices(Notices notices, PermissionRules rules) {
        this.notices = notices;
        this.rules = rules;
    }

    /**
     * One notice an address: a person who wrote from an old address is told to the providers under both. The provider that it
     * came from knows of the address that it named, and hears of the others.
     *
     * @param eventIds the numbers of the acts in the ledger, by place
     * @return how many notices the providers get for each, by place
     */
    Map<Integer, Integer> tell(List<HeldAct> acts, Map<Integer, Long> eventIds) {
        Map<Integer, Integer> told = new HashMap<>();
        NoticeBundle bundle = notices.bundle();
        for (HeldAct held : acts) {
            String cause = "permission-event:" + eventIds.get(held.place());
            told.put(held.place(), tell(held.act(), cause, held.subjects(), bundle));
        }
        bundle.keep();
        return told;
    }

    private int tell(PermissionAct act, String cause, Subjects subjects, NoticeBundle bundle) {
        Stream.concat(subjects.persons().stream(), subjects.sharing().stream())
                .forEach(person ->
                        bundle.objected(person.registerId(), person.id(), cause, act.source(), objection(act)));
        if (!reachesProviders(act)) {
            return 0;
        }
        Set<String> addresses = addresses(act, subjects);
        String named = SubjectKeys.normalEmail(act.email()).orElse(null);
        int number = 0;
        for (String register : registersToTell(act, subjects)) {
            Long person = subjects.firstIn(register);
            int nth = 0;
            for (String address : addresses) {
                nth++;
                bundle.optOut(
                        register,
                        person,
                        nth == 1 ? cause : cause + "/" + nth,
                        address.equals(named) ? act.source() : MovedAddresses.ORIGIN,
                        payload(act, address));
                number++;
            }
        }
        return number + tellOfThoseWhoMoved(act, cause, subjects, addresses, bundle);
    }

    /**
     * They know one thing of an address: whether to write to it. Who wants no research or no profiling has not left the
     * newsletters, and would be taken out of all of them.
     */
    private static boolean reachesProviders(PermissionAct act) {
        return act.purpose().equals(PermissionAct.DIRECT_MARKETING)
                && (act.channel().equals("email") || act.channel().equals(PermissionAct.EVERYTHING));
    }

    /** Who had the address of somebody and has another today is known there by that one only. */
    private static int tellOfThoseWhoMoved(
            PermissionAct act, String cause, Subjects subjects, Set<String> addresses, NoticeBundle bundle) {
        int nth = Math.max(1, addresses.size());
        int number = 0;
        for (Subjects.Person person : subjects.sharing()) {
            String address = SubjectKeys.normalEmail(person.email()).orElse(null);
            if (address != null && !addresses.contains(address)) {
                nth++;
                bundle.optOut(
                        person.registerId(),
                        person.id(),
                        cause + "/" + nth,
                        MovedAddresses.ORIGIN,
                        payload(act, address));
                number++;
            }
        }
        return number;
    }

    private static Set<String> addresses(PermissionAct act, Subjects subjects) {
        Set<String> addresses = new LinkedHashSet<>();
        SubjectKeys.normalEmail(act.email()).ifPresent(addresses::add);
        subjects.persons()
                .forEach(person -> SubjectKeys.normalEmail(person.email()).ifPresent(addresses::add));
        return addresses;
    }

    private List<String> registersToTell(PermissionAct act, Subjects subjects) {
        if (act.registerId() != null) {
            return List.of(act.registerId());
        }
        return rules.registersToTell(
                subjects.persons().stream().map(Subjects.Person::registerId).toList());
    }

    private static Map<String, Object> payload(PermissionAct act, String address) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("email", address);
        payload.putAll(prohibition(act));
        return payload;
    }

    private static Map<String, Object> objection(PermissionAct act) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("entity", "person");
        payload.putAll(prohibition(act));
        return payload;
    }

    private static Map<String, Object> prohibition(PermissionAct act) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("purpose", act.purpose());
        payload.put("channel", act.channel());
        payload.put("scope", act.scope());
        payload.put("state", act.permission().word());
        payload.put("eventTime", act.eventTime().toString());
        return payload;
    }
}
