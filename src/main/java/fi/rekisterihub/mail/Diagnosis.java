package fi.rekisterihub.mail;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what a report says of a recipient to the reason. Words come before codes, since servers put 5.1.1 on anything;
 * the last server's words come before those of the system that reports.
 */
final class Diagnosis {

    /** Yahoo says so only after it has the text, and means it. */
    private static final Pattern NO_ACCOUNT = Pattern.compile("have an? .*account");
    /** Filters in front of a server: what they refuse they call an unknown user. */
    private static final Pattern GATEWAY =
            Pattern.compile("\\bm-filter\\b|mxl_mta|mxlogic|surfcontrol|mailfoundry|mail2000");

    /** What RFC 5321 gives 550 for a mailbox that is not there, and 450 for one that is busy. */
    private static final Pattern UNAVAILABLE = Pattern.compile("mailbox unavailable(?! or)");

    private static final Pattern LATER = Pattern.compile("temporar|later|try again|retry|in progress");

    private final Wordings wordings;
    private final Consumer<Wordings.Found> heard;

    Diagnosis(Wordings wordings, Consumer<Wordings.Found> heard) {
        this.wordings = wordings;
        this.heard = heard;
    }

    /**
     * @param own the words of the report about this recipient
     * @param whole all words of the report
     * @param gateway names of systems that the report came through
     */
    Verdict of(Failure failure, String own, String whole, String gateway) {
        switch (failure.action()) {
            case "delivered", "relayed", "expanded" -> {
                return Verdict.of(MailAction.OTHER, "delivered", 0.95).about(failure.recipient());
            }
            case "delayed" -> {
                return new Verdict(MailAction.SOFT_BOUNCE, BounceReason.DELAYED.word(), failure.recipient(), 0.95);
            }
            default -> {}
        }
        List<Diagnostic> said = said(failure, own, whole);
        Judged judged = judged(failure, said);
        Diagnostic decisive =
                said.stream().filter(words -> !words.isEmpty()).findFirst().orElse(Diagnostic.NONE);
        Stage stage = said.stream()
                .map(Diagnostic::stage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (isUnavailable(judged, stage, decisive)) {
            judged = new Judged(BounceReason.USER_UNKNOWN, 0.85);
        }
        BounceReason reason = atStage(judged, stage, failure, decisive);
        if (reason == BounceReason.USER_UNKNOWN
                && GATEWAY.matcher(gateway).find()
                && !EnhancedCodes.isUserUnknown(decisive.code())
                && !EnhancedCodes.isUserUnknown(failure.status())) {
            reason = BounceReason.FILTERED;
        }
        boolean hard = reason.hard() && !passing(failure, decisive);
        return new Verdict(
                hard ? MailAction.HARD_BOUNCE : MailAction.SOFT_BOUNCE,
                reason.word(),
                failure.recipient(),
                judged.confidence());
    }

    private record Judged(BounceReason reason, double confidence) {}

    /** The nearest to the server first: its reply in the field, in the words about the recipient, in any words. */
    private static List<Diagnostic> said(Failure failure, String own, String whole) {
        return Stream.of(failure.diagnostic(), BounceText.reply(own), own, BounceText.reply(whole), whole)
                .map(words -> words.isEmpty() ? Diagnostic.NONE : Diagnostic.of(words))
                .toList();
    }

    private Judged judged(Failure failure, List<Diagnostic> said) {
        Optional<Wordings.Found> vague = Optional.empty();
        for (int nearness = 0; nearness < said.size(); nearness++) {
            Diagnostic words = said.get(nearness);
            if (words.isEmpty()) {
                continue;
            }
            Optional<Wordings.Found> found = wordings.find(words.words());
            String code = nearness == 0 ? code(words, failure) : words.code();
            BounceReason ofCode = code == null ? null : EnhancedCodes.reason(code);
            if (found.isPresent() && !isVague(found.get().reason())) {
                return judged(found.get().reason().hard() ? roomOr(found.get(), said) : found.get(), ofCode);
            }
            if (ofCode != null && EnhancedCodes.isTelling(code)) {
                return new Judged(ofCode, 0.85);
            }
            vague = vague.or(() -> found);
            boolean reply = nearness == 1 || nearness == 3;
            if (reply && found.isPresent()) {
                break; // A server's own words, however vague, are not made up for by what the report adds.
            }
        }
        if (EnhancedCodes.isTelling(failure.status())) {
            BounceReason ofStatus = EnhancedCodes.reason(failure.status());
            return new Judged(ofStatus == null ? BounceReason.UNDEFINED : ofStatus, 0.8);
        }
        return vague.map(found -> judged(found, null)).orElse(new Judged(BounceReason.UNDEFINED, 0.4));
    }

    /** Where the report itself speaks of room, the reply that it passes on is an older one. */
    private Wordings.Found roomOr(Wordings.Found found, List<Diagnostic> said) {
        return said.stream()
                .skip(2)
                .flatMap(words -> wordings.find(words.words()).stream())
                .filter(told -> told.reason() == BounceReason.MAILBOX_FULL
                        || told.words().contains("disk"))
                .findFirst()
                .orElse(found);
    }

    private static @Nullable String code(Diagnostic words, Failure failure) {
        String code = words.code();
        return code != null && EnhancedCodes.isTelling(code) || failure.status().isEmpty() ? code : failure.status();
    }

    private Judged judged(Wordings.Found found, @Nullable BounceReason ofCode) {
        heard.accept(found);
        return new Judged(found.reason(), found.reason() == ofCode ? 0.98 : 0.92);
    }

    private static boolean isVague(BounceReason reason) {
        return reason == BounceReason.SYSTEM || reason == BounceReason.EXPIRED;
    }

    /**
     * The same 550 is given for a policy too, so it counts where it answers the recipient's address, or has the code of an
     * address or the one that Outlook.com gives with it.
     */
    private static boolean isUnavailable(Judged judged, @Nullable Stage stage, Diagnostic decisive) {
        String code = decisive.code();
        boolean ofRecipient = stage == Stage.RECIPIENT && code == null
                || stage != Stage.TEXT && code != null && code.matches("5\\.(?:1|5)\\.0");
        return isVague(judged.reason())
                && ofRecipient
                && decisive.replies().contains(550)
                && UNAVAILABLE.matcher(decisive.words()).find();
    }

    /** The same words mean less when they answer something else than the recipient's address. */
    private static BounceReason atStage(Judged judged, @Nullable Stage stage, Failure failure, Diagnostic decisive) {
        BounceReason reason = judged.reason();
        if (!reason.hard()) {
            return reason;
        }
        if (stage == Stage.SENDER || stage == Stage.CONNECT && reason == BounceReason.USER_UNKNOWN) {
            return BounceReason.REJECTED;
        }
        if (failure.type().equals("x-unix") && decisive.codes().isEmpty()) {
            return BounceReason.SYSTEM;
        }
        if (reason != BounceReason.USER_UNKNOWN) {
            return reason;
        }
        String code = decisive.code() == null || !EnhancedCodes.isTelling(decisive.code())
                ? failure.status()
                : decisive.code();
        boolean sure = EnhancedCodes.isUserUnknown(code)
                || NO_ACCOUNT.matcher(decisive.words()).find();
        boolean afterText = stage == Stage.TEXT && !sure;
        boolean refusal = code.matches("[45]\\.(?:2\\.0|7\\.\\d{1,3})");
        return afterText || refusal ? BounceReason.FILTERED : reason;
    }

    /**
     * A failure that may pass is soft, apart from an unknown user that a server only fears to call lasting, and does not
     * put off until it has looked.
     */
    private static boolean passing(Failure failure, Diagnostic decisive) {
        int severity = decisive.severity();
        boolean four = severity == '4'
                || severity == 0
                        && decisive.codes().isEmpty()
                        && decisive.replies().isEmpty()
                        && failure.status().startsWith("4");
        String code = decisive.code() == null ? failure.status() : decisive.code();
        return four && (!code.equals("4.1.1") || LATER.matcher(decisive.words()).find());
    }
}
