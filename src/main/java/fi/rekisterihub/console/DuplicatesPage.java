package fi.rekisterihub.console;

import fi.rekisterihub.console.StewardNotes.Note;
import fi.rekisterihub.identity.Pair;
import fi.rekisterihub.identity.PairReader;
import fi.rekisterihub.identity.PairView;
import fi.rekisterihub.identity.Proposal;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.match.EvidenceWords;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Who stands in the register twice, and how sure is it?" */
@Controller
class DuplicatesPage {

    private static final Set<String> CHOICES = Set.of("same", "different");
    private static final int LATER_DAYS = 14;

    private final PairReader pairs;
    private final RegisterReader register;
    private final Stewards stewards;
    private final Profiles profiles;
    private final Called called;
    private final StewardNotes notes;
    private final Audit audit;

    DuplicatesPage(
            PairReader pairs,
            RegisterReader register,
            Stewards stewards,
            Profiles profiles,
            Called called,
            StewardNotes notes,
            Audit audit) {
        this.pairs = pairs;
        this.register = register;
        this.stewards = stewards;
        this.profiles = profiles;
        this.called = called;
        this.notes = notes;
        this.audit = audit;
    }

    @GetMapping("/duplicates")
    String all(Model model, @RequestParam(required = false) @Nullable String after, Locale language, Principal user) {
        PairView last =
                Pair.named(after == null ? "" : after).flatMap(pairs::find).orElse(null);
        Pager<PairView> page = Pager.of(pairs.waiting(null, last, Pager.ROWS + 1), PairView::name);
        model.addAttribute("waiting", pairs.howMany(null));
        model.addAttribute("pairs", page);
        List<Proposal> proposals = stewards.waiting(null, 0, Pager.ROWS);
        model.addAttribute("proposals", proposals);
        model.addAttribute("me", user.getName());
        model.addAttribute(
                "called",
                called.ofAll(Stream.concat(
                                page.items().stream().map(PairView::pair),
                                proposals.stream().map(Proposal::pair))
                        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                        .toList()));
        model.addAttribute("evidence", new EvidenceWords(language));
        return "duplicates";
    }

    @GetMapping("/duplicates/{name}")
    String one(@PathVariable String name, Model model, Locale language, Principal user) {
        PairView view = find(name);
        EntityView one = entity(view, view.pair().one());
        EntityView other = entity(view, view.pair().other());
        if (one.kind() == EntityKind.PERSON) {
            audit.record(user.getName(), "person-viewed", one.id(), "duplicate");
            audit.record(user.getName(), "person-viewed", other.id(), "duplicate");
        }
        model.addAttribute("pair", view);
        model.addAttribute("one", one);
        model.addAttribute("other", other);
        model.addAttribute("rows", view.evidence());
        model.addAttribute("evidence", new EvidenceWords(language));
        model.addAttribute("said", stewards.said(view.pair()).orElse(null));
        model.addAttribute("proposal", stewards.waiting(view.pair()).orElse(null));
        model.addAttribute("me", user.getName());
        model.addAttribute("called", called.ofAll(List.of(one.id(), other.id())));
        model.addAttribute(
                "eyes", profiles.find(view.registerId()).map(Profile::fourEyes).orElse(Set.of()));
        return "duplicate";
    }

    @PostMapping("/duplicates/{name}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    String decide(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        PairView view = find(name);
        if (choice.equals("later")) {
            stewards.later(view.pair(), Instant.now().plus(Duration.ofDays(LATER_DAYS)), user.getName());
            said.addFlashAttribute("done", "later");
            return "redirect:/duplicates";
        }
        if (reason.isBlank() || !CHOICES.contains(choice)) {
            said.addFlashAttribute("failed", "decision-incomplete");
            return "redirect:/duplicates/" + name;
        }
        Note note = say(view, choice.equals("same"), reason.strip(), user);
        note.on(said);
        return "redirect:/duplicates" + (note.good() ? "" : "/" + name);
    }

    /** The same word for all that are ticked. */
    @PostMapping("/duplicates/decisions")
    @PreAuthorize("hasRole('STEWARD')")
    String decideAll(
            @RequestParam(name = "pair", defaultValue = "") List<String> names,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (names.isEmpty() || reason.isBlank() || !CHOICES.contains(choice)) {
            said.addFlashAttribute("failed", "bulk-incomplete");
            return "redirect:/duplicates";
        }
        List<Note> all = names.stream()
                .map(this::find)
                .map(view -> say(view, choice.equals("same"), reason.strip(), user))
                .toList();
        // Of many sentences the one that asks most of the reader.
        all.stream()
                .min(Comparator.comparing(Note::good)
                        .thenComparing(note -> !note.key().equals("proposed")))
                .ifPresent(note -> note.on(said));
        return "redirect:/duplicates";
    }

    @PostMapping("/duplicates/{name}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    String undo(
            @PathVariable String name,
            @RequestParam long decision,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes said) {
        if (reason.isBlank()) {
            said.addFlashAttribute("failed", "undo-incomplete");
            return "redirect:/duplicates/" + name;
        }
        long about = Pair.named(name).orElseThrow(NotHere::new).one();
        Outcome outcome = stewards.undo(decision, reason.strip(), user.getName());
        notes.of(outcome, StewardNotes.UNDONE, about, reason.strip(), user.getName())
                .on(said);
        return "redirect:/duplicates/" + name;
    }

    private Note say(PairView view, boolean same, String reason, Principal user) {
        EntityKind kind = EntityKind.of(view.entity());
        Outcome outcome = same
                ? stewards.same(view.registerId(), kind, view.pair(), reason, user.getName())
                : stewards.different(view.registerId(), kind, view.pair(), reason, user.getName());
        return notes.of(outcome, StewardNotes.DECIDED, view.pair().one(), reason, user.getName());
    }

    private PairView find(String name) {
        return Pair.named(name).flatMap(pairs::find).orElseThrow(NotHere::new);
    }

    private EntityView entity(PairView view, long id) {
        Optional<EntityView> found = view.entity().equals("person") ? register.person(id) : register.company(id);
        return found.orElseThrow(NotHere::new);
    }
}
