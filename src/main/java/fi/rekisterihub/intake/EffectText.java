package fi.rekisterihub.intake;

import java.util.Map;

/** What a run did or would do, in the words of the commands' answers; the names themselves are for machines. */
final class EffectText {

    private static final Map<String, String> ABSENT = Map.of(
            "ended", "left the list: what nobody else tells is emptied",
            "review", "left the list: for a steward to decide",
            "told-by-others", "left the list: other sources tell all of it",
            "kept", "left the list: nothing is ended, because not every row could be understood");

    private static final Map<String, String> KEPT_OUT = Map.of(
            "limit", "values left out: the register may hold only so many of these fields of one person",
            "prohibited", "values left out: the person has prohibited what they would be stored for");

    private EffectText() {}

    /** @param effect as {@code person.new}, {@code company.street}, {@code refused.restricted} */
    static String of(String effect) {
        int dot = effect.indexOf('.');
        String what = dot < 0 ? effect : effect.substring(0, dot);
        String detail = dot < 0 ? "" : effect.substring(dot + 1);
        return switch (what) {
            case "person", "company" -> ofEntities(what.equals("person") ? "persons" : "companies", detail);
            case "optout" -> ofList(detail);
            case "absent" -> ABSENT.getOrDefault(detail, effect);
            case "conflict" ->
                "fields of which a source says otherwise than somebody has said: for a steward to decide";
            case "kept-out" -> KEPT_OUT.getOrDefault(detail, effect);
            case "review", "refused" -> "%s: %s".formatted(what, detail);
            default -> effect;
        };
    }

    static String rows(long number) {
        return number == 1 ? "1 row" : "%,d rows".formatted(number);
    }

    /** Where a feed goes to. */
    static String target(String feed, String register) {
        return register.equals(RunContext.EVERY_REGISTER)
                ? feed + ", for every register"
                : "%s into %s".formatted(feed, register);
    }

    private static String ofEntities(String entities, String detail) {
        return switch (detail) {
            case "new" -> "new " + entities;
            case "named" -> entities + " of which only the business ID is known, as places of work";
            default -> "%s with another %s".formatted(entities, detail);
        };
    }

    private static String ofList(String detail) {
        int dot = detail.indexOf('.');
        return dot < 0
                ? "opt-outs: " + detail
                : "%s opt-outs (%s)".formatted(detail.substring(0, dot), detail.substring(dot + 1));
    }
}
