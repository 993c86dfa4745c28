package fi.rekisterihub.console;

import fi.rekisterihub.evidence.EvidenceReader;
import fi.rekisterihub.evidence.Export;
import fi.rekisterihub.evidence.Export.Prepared;
import fi.rekisterihub.evidence.Export.Written;
import fi.rekisterihub.evidence.ExportRequest;
import fi.rekisterihub.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "What can we show to have been decided, told and acknowledged, even without this system?" */
@Controller
class EvidencePage {

    private static final String PATH = "/reports/evidence";

    private final EvidenceReader reader;
    private final Export export;
    private final Audit audit;
    private final ConsoleSettings settings;

    EvidencePage(EvidenceReader reader, Export export, Audit audit, ConsoleSettings settings) {
        this.reader = reader;
        this.export = export;
        this.audit = audit;
        this.settings = settings;
    }

    @GetMapping(PATH)
    String show(Model model) {
        model.addAttribute("standing", reader.standing());
        model.addAttribute("recipients", reader.recipients());
        return "evidence";
    }

    /** The file, or the page that says why there is none. Who took it is written down. */
    @PostMapping(PATH)
    @PreAuthorize("hasRole('OFFICER')")
    @Nullable
    String take(
            Model model,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "false") boolean contents,
            Principal user,
            HttpServletResponse response)
            throws IOException {
        Optional<ExportRequest> request = request(person, recipient, from, until, contents);
        Optional<Prepared> prepared = request.flatMap(export::prepare);
        if (prepared.isEmpty()) {
            model.addAttribute("wrong", request.isEmpty());
            return show(model);
        }
        String asked = request.get().text();
        audit.record(user.getName(), "evidence-taken", person, asked);
        response.setContentType("text/markdown;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"evidence-%s.md\"".formatted(asked.replaceAll("[^A-Za-z0-9]+", "-")));
        Written written = prepared.get().write(response.getOutputStream());
        audit.record(
                user.getName(),
                "evidence-complete",
                person,
                "%s: %d entries, SHA-256 %s".formatted(asked, written.entries(), written.sha256()));
        return null;
    }

    @PostMapping(PATH + "/key")
    @PreAuthorize("hasRole('MAIN_USER')")
    String renew(Principal user, RedirectAttributes said) {
        if (reader.standing().keyGiven()) {
            said.addFlashAttribute("failed", "evidence-key");
        } else {
            audit.record(user.getName(), "evidence-key-renewed", null, reader.renewKey());
            said.addFlashAttribute("done", "evidence-key");
        }
        return "redirect:" + PATH;
    }

    /** Days are those of the console's zone, the last one included. */
    private Optional<ExportRequest> request(
            @Nullable Long person,
            @Nullable String recipient,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            boolean contents) {
        try {
            return Optional.of(new ExportRequest(
                    person,
                    recipient == null || recipient.isBlank() ? null : recipient,
                    begin(from),
                    until == null ? null : begin(until.plusDays(1)),
                    contents,
                    List.of()));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private @Nullable Instant begin(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(settings.zone()).toInstant();
    }
}
