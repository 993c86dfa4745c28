package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * @return how many notices the providers get
     */
    int tell(PermissionAct act, long eventId, Subjects subjects) {
        String cause = "permission-event:" + eventId;
        subjects.persons()
                .forEach(person ->
                        notices.objected(person.registerId(), person.id(), cause, act.source(), objection(act)));
        if (!act.channel().equals("email") && !act.channel().equals(PermissionAct.EVERYTHING)) {
            return 0;
        }
        Set<String> addresses = new LinkedHashSet<>();
        String named = SubjectKeys.normalEmail(act.email()).orElse(null);
        if (named != null) {
            addresses.add(named);
        }
        for (Subjects.Person person : subjects.persons()) {
            SubjectKeys.normalEmail(person.email()).ifPresent(addresses::add);
        }
        int number = 0;
        for (String register : registersToTell(act, subjects)) {
            Long person = subjects.firstIn(register);
            int nth = 0;
            for (String address : addresses) {
                nth++;
                notices.optOut(
                        register,
                        person,
                        nth == 1 ? cause : cause + "/" + nth,
                        address.equals(named) ? act.source() : MovedAddresses.ORIGIN,
                        payload(act, address));
                number++;
            }
        }
        return number;
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
