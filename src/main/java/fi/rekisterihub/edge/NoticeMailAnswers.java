package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailClassifier;
import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.mail.Verdict;
import fi.rekisterihub.mail.WishReason;
import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.Acknowledgements.Told;
import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.permission.MailReplies;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What comes of a mail that answers a notice. It is known by the Message-ID that it answers, or by the id in its subject. Only
 * a person's reply, from the domain that was written to, acknowledges; a machine's does not, and a mail that came back ends the
 * delivery.
 */
@Component
public final class NoticeMailAnswers {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String DELAYED = "delayed";
    private static final Set<String> OF_MACHINES = Set.of("mail-loop", "automatic-message");

    private final Inbox inbox;
    private final Acknowledgements acknowledgements;
    private final MailNames names;
    private final ProcessorAddresses addresses;
    private final MailClassifier classifier = new MailClassifier(address -> false);

    public NoticeMailAnswers(
            Inbox inbox, Acknowledgements acknowledgements, MailNames names, ProcessorAddresses addresses) {
        this.inbox = inbox;
        this.acknowledgements = acknowledgements;
        this.names = names;
        this.addresses = addresses;
    }

    /** Records what it says and ends the item; false for a mail that is about no notice. Once more does no harm. */
    boolean settle(InboxItem item, ReadMail mail) {
        List<Told> told = about(mail);
        if (told.isEmpty()) {
            return false;
        }
        Verdict verdict = classifier.classify(mail).gravest();
        switch (verdict.action()) {
            case HARD_BOUNCE, SOFT_BOUNCE -> returned(item, told, verdict.reason());
            case AUTO_REPLY -> ofAMachine(item, "a machine answered a notice: " + verdict.reason());
            case COMPLAINT -> inbox.review(item, "A notice was reported as unwanted mail.");
            case OPT_OUT, REVIEW, OTHER -> {
                if (OF_MACHINES.contains(verdict.reason())) {
                    ofAMachine(item, verdict.reason());
                } else if (verdict.reason().equals(WishReason.LOOKS_AUTOMATIC.code())) {
                    inbox.review(item, verdict.sentence());
                } else {
                    replied(item, mail, told);
                }
            }
        }
        return true;
    }

    /** It acknowledges nothing, and what was not read to its end is not ignored either. */
    private void ofAMachine(InboxItem item, String what) {
        if (MailReplies.isCut(item)) {
            inbox.review(item, WishReason.TOO_LONG.sentence());
        } else {
            inbox.done(item, "ignored: " + what);
        }
    }

    private List<Told> about(ReadMail mail) {
        String original = mail.originalMessageId();
        Optional<UUID> answered = Stream.concat(mail.answers().stream(), Stream.ofNullable(original))
                .map(names::ours)
                .flatMap(Optional::stream)
                .findFirst();
        return answered.or(() -> ID.matcher(mail.subject())
                        .results()
                        .map(MatchResult::group)
                        .map(UUID::fromString)
                        .findFirst())
                .map(this::told)
                .orElse(List.of());
    }

    /** One delivery, or all of one letter. */
    private List<Told> told(UUID id) {
        return acknowledgements.find(id).map(List::of).orElseGet(() -> acknowledgements.ofBatch(id));
    }

    private void returned(InboxItem item, List<Told> told, String reason) {
        if (reason.equals(DELAYED)) {
            inbox.done(item, "ignored: a notice is still on its way");
            return;
        }
        told.forEach(one -> acknowledgements.returned(one.delivery(), one.recipient(), reason));
        inbox.done(item, "a notice came back: " + reason);
    }

    private void replied(InboxItem item, ReadMail mail, List<Told> told) {
        String from = mail.from().size() == 1 ? mail.from().get(0) : "";
        if (told.stream().anyMatch(one -> !addresses.mayBe(one.recipient(), from))) {
            inbox.review(item, "It answers a notice, but not from the domain that the notice was sent to.");
            return;
        }
        String words = mail.ownWords();
        NoticeReply reply = NoticeReply.of(words);
        Answer.Proof proof = Answer.Proof.of(BodySignature.digest(item.body()));
        for (Told one : named(told, words)) {
            acknowledgements.record(new Answer(
                    one.delivery(), one.recipient(), Answer.Way.MAIL, reply.outcome(), null, words, null, proof));
        }
        if (reply == NoticeReply.UNCLEAR) {
            inbox.review(item, "It answers a notice, but says neither that it is done nor that it is not.");
        } else {
            inbox.done(item, "a notice was answered: " + reply.outcome().word());
        }
    }

    /** Of a letter with several notices those whose ids are written, and all when none is. */
    private static List<Told> named(List<Told> told, String words) {
        List<String> written =
                ID.matcher(words).results().map(MatchResult::group).toList();
        List<Told> named = told.stream()
                .filter(one -> written.contains(one.delivery().toString()))
                .toList();
        return named.isEmpty() ? told : named;
    }
}
