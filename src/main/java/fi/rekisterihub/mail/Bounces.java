package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a bounce: its fields where it has them, its words where it has not. */
final class Bounces {

    private static final int MOST_RECIPIENTS = 1000;

    /** What a server answered, as Sendmail writes it down. */
    private static final Pattern ANSWER = Pattern.compile("(?m)^<<< (?=[45]\\d\\d[ -])");

    private final ReadMail mail;
    private final Diagnosis diagnosis;
    private final BounceText text;
    private final String gateway;

    private Bounces(ReadMail mail, Diagnosis diagnosis) {
        this.mail = mail;
        this.diagnosis = diagnosis;
        this.text = BounceText.of(mail.text());
        this.gateway = gateway(mail);
    }

    /** Empty when it names no recipient and gives no reason, so that it may be something else. */
    static Optional<MailVerdict> read(ReadMail mail, Diagnosis diagnosis) {
        return new Bounces(mail, diagnosis).verdict();
    }

    private Optional<MailVerdict> verdict() {
        List<Failure> failures = reported();
        if (failures.isEmpty() || failures.get(0).recipient() == null) {
            Failure nobodys = failures.isEmpty() ? Failure.worded(null) : failures.get(0);
            failures = worded().stream()
                    .map(recipient -> new Failure(
                            recipient, nobodys.action(), nobodys.status(), nobodys.type(), nobodys.diagnostic()))
                    .limit(MOST_RECIPIENTS)
                    .toList();
            if (failures.isEmpty()) {
                failures = List.of(nobodys);
            }
        }
        List<Verdict> verdicts = judged(failures);
        boolean empty = verdicts.size() == 1
                && verdicts.get(0).recipient() == null
                && verdicts.get(0).reason().equals(BounceReason.UNDEFINED.word());
        return empty && !Signs.isReport(mail) && !Signs.isFromDaemon(mail)
                ? Optional.empty()
                : Optional.of(new MailVerdict(verdicts));
    }

    private List<Failure> reported() {
        List<Failure> failures = inParts("message/delivery-status", "message/global-delivery-status");
        if (failures.isEmpty()) {
            failures = inText();
        }
        // Some gateways pack the report of the server behind them into one of their own.
        return failures.isEmpty() ? inParts(PartCollector.INNER_REPORT) : failures;
    }

    private List<Failure> inParts(String... types) {
        List<String> parts = mail.parts().stream()
                .filter(part -> List.of(types).contains(part.type()))
                .map(MailPart::text)
                .toList();
        return StatusReport.read(String.join("\n\n", parts));
    }

    private List<Failure> inText() {
        return mail.parts().stream()
                .filter(part -> part.is("text/plain"))
                .map(part -> OriginalCut.before(part.text()))
                .filter(StatusReport::isIn)
                .findFirst()
                .map(StatusReport::read)
                .orElse(List.of());
    }

    private Collection<String> worded() {
        List<String> failed = Addresses.in(mail.headers(), "x-failed-recipients");
        if (!failed.isEmpty()) {
            return failed;
        }
        Collection<String> inText = text.recipients(senders());
        if (!inText.isEmpty()) {
            return inText;
        }
        List<String> sentTo = mail.originalRecipients();
        return sentTo.size() == 1 ? sentTo : List.of();
    }

    /** Whom the bounce came back to, and who reports it: they are not who could not be reached. */
    private Set<String> senders() {
        return Stream.of(
                        Addresses.in(mail.headers(), "to"),
                        mail.from(),
                        Addresses.in(mail.original(), "from", "return-path", "sender", "reply-to"))
                .flatMap(List::stream)
                .map(Addresses::key)
                .collect(Collectors.toSet());
    }

    private List<Verdict> judged(List<Failure> failures) {
        Set<String> all = new LinkedHashSet<>();
        failures.stream()
                .map(Failure::recipient)
                .filter(java.util.Objects::nonNull)
                .forEach(all::add);
        String whole = text.whole();
        List<Verdict> verdicts = new ArrayList<>();
        for (Failure failure : failures) {
            String recipient = failure.recipient();
            if (recipient == null || all.size() < 2) {
                String own = recipient == null ? "" : text.about(recipient, List.of());
                verdicts.add(orInside(failure, diagnosis.of(failure, own, whole, gateway)));
            } else {
                Set<String> others = new LinkedHashSet<>(all);
                others.remove(recipient);
                String own = text.about(recipient, others);
                verdicts.add(diagnosis.of(failure, own, own, gateway));
            }
        }
        return verdicts;
    }

    /** Some gateways give no reason of their own, and pack the text of the server behind them into the mail inside. */
    private Verdict orInside(Failure failure, Verdict said) {
        String recipient = failure.recipient();
        if (recipient == null || !said.reason().equals(BounceReason.UNDEFINED.word())) {
            return said;
        }
        return mail.parts().stream()
                .filter(part -> part.is(PartCollector.INNER_TEXT))
                .map(part -> BounceText.of(part.text()).about(recipient, List.of()))
                .filter(words -> ANSWER.matcher(words).find())
                .findFirst()
                .map(words -> diagnosis.of(failure, words, words, gateway))
                .orElse(said);
    }

    /** Where systems name themselves: in the bounce's own trace, and in that of the original. */
    private static String gateway(ReadMail mail) {
        return Stream.of(
                        mail.headers().all("received"),
                        mail.headers().all("from"),
                        mail.headers().all("x-mailer"),
                        mail.original().all("received"),
                        List.of(firstLines(mail)))
                .flatMap(List::stream)
                .map(Diagnostic::folded)
                .collect(Collectors.joining("\n"));
    }

    private static String firstLines(ReadMail mail) {
        String text = mail.text();
        return text.length() > 3000 ? text.substring(0, 3000) : text;
    }
}
