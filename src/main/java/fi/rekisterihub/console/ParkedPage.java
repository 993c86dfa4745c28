package fi.rekisterihub.console;

import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.intake.ParkedChoice;
import fi.rekisterihub.intake.ParkedDesk;
import fi.rekisterihub.intake.ParkedDesk.Replayed;
import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.intake.ParkedReader.ParkedRow;
import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Which rows could not be taken in, and what brings them back?" */
@Controller
class ParkedPage {

    static final List<String> STATUSES = List.of("open", "waiting", "solved", "again", "overtaken", "dropped");
    private static final String MAY = "hasAnyRole('OPERATOR', 'STEWARD')";

    private final ParkedReader parked;
    private final ParkedDesk desk;
    private final Words words;

    ParkedPage(ParkedReader parked, ParkedDesk desk, Words words) {
        this.parked = parked;
        this.desk = desk;
        this.words = words;
    }

    @GetMapping("/parked")
    String all(
            Model model,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable Long run,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Long after) {
        String shown = STATUSES.contains(status) ? status : "open";
        model.addAttribute("status", shown);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute("run", run);
        model.addAttribute("feed", feed);
        model.addAttribute("reason", reason);
        model.addAttribute("groups", shown.equals("open") ? parked.groups(run, feed) : List.of());
        model.addAttribute(
                "rows", Pager.of(parked.list(run, feed, shown, reason, after, Pager.ROWS + 1), ParkedRow::id));
        return "parked";
    }

    @GetMapping("/parked/{id}")
    String one(@PathVariable long id, @RequestParam(defaultValue = "false") boolean text, Model model) {
        ParkedRow row = parked.find(id).orElseThrow(NotHere::new);
        model.addAttribute("row", row);
        model.addAttribute("header", desk.header(row));
        model.addAttribute("columns", text ? List.of() : desk.columns(row));
        return "parked-row";
    }

    /** @param then {@code replay} to queue the row at once */
    @PostMapping("/parked/{id}/mend")
    @PreAuthorize(MAY)
    String mend(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String raw,
            @RequestParam(name = "value", required = false) String @Nullable [] values,
            @RequestParam(defaultValue = "") String then,
            Principal user,
            RedirectAttributes said) {
        ParkedRow row = parked.find(id).orElseThrow(NotHere::new);
        return "redirect:/parked/" + id
                + outcome(said, raw == null, () -> {
                    int mended = values != null
                            ? desk.mend(row, List.of(values), user.getName())
                            : desk.mend(row, raw == null ? row.text() : raw, user.getName());
                    if (mended == 0) {
                        return "late";
                    }
                    return then.equals("replay")
                            ? queued(desk.replay(ParkedChoice.row(id), user.getName()), said)
                            : "mended";
                });
    }

    @PostMapping("/parked/replay")
    @PreAuthorize(MAY)
    String replay(
            @RequestParam(required = false) @Nullable Long id,
            @RequestParam(required = false) @Nullable Long run,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String reason,
            Principal user,
            RedirectAttributes said) {
        ParkedChoice choice = new ParkedChoice(id, run, feed, reason);
        outcome(said, false, () -> queued(desk.replay(choice, user.getName()), said));
        return back(choice);
    }

    @PostMapping("/parked/drop")
    @PreAuthorize(MAY)
    String drop(
            @RequestParam(required = false) @Nullable Long id,
            @RequestParam(required = false) @Nullable Long run,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String why,
            Principal user,
            RedirectAttributes said) {
        ParkedChoice choice = new ParkedChoice(id, run, feed, reason);
        outcome(said, false, () -> {
            if (why.isBlank()) {
                return "no-reason";
            }
            int dropped = desk.drop(choice, why.strip(), user.getName());
            said.addFlashAttribute("told", words.text("parked.dropped.n", dropped, words.number(dropped)));
            return dropped == 0 ? "late" : "";
        });
        return back(choice);
    }

    @PostMapping("/parked/{id}/restore")
    @PreAuthorize(MAY)
    String restore(@PathVariable long id, Principal user, RedirectAttributes said) {
        outcome(said, false, () -> desk.restore(id, user.getName()) > 0 ? "restored" : "late");
        return "redirect:/parked/" + id;
    }

    private String queued(Replayed replayed, RedirectAttributes said) {
        if (replayed.rows() == 0) {
            return "late";
        }
        said.addFlashAttribute(
                "told",
                words.text(
                        "parked.replayed.n",
                        replayed.rows(),
                        words.number(replayed.rows()),
                        words.number(replayed.runs().size())));
        said.addFlashAttribute("toldRun", replayed.firstRun());
        return "";
    }

    /** @return what keeps the form as it was filled in */
    private String outcome(RedirectAttributes said, boolean asColumns, Supplier<String> act) {
        try {
            String outcome = act.get();
            if (outcome.equals("late") || outcome.equals("no-reason")) {
                said.addFlashAttribute("wrong", words.text("parked.failed." + outcome));
            } else if (!outcome.isEmpty()) {
                said.addFlashAttribute("told", words.text("parked.done." + outcome));
            }
        } catch (Unmendable unmendable) {
            said.addFlashAttribute(
                    "wrong", words.text("parked.failed." + unmendable.why().word()));
            return asColumns ? "" : "?text=true";
        }
        return "";
    }

    private static String back(ParkedChoice choice) {
        if (choice.id() != null) {
            return "redirect:/parked/" + choice.id();
        }
        return "redirect:/parked"
                + (choice.run() != null
                        ? "?run=" + choice.run()
                        : choice.feed() != null ? "?feed=" + choice.feed() : "");
    }
}
