package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Arrival;
import fi.rekisterihub.subject.NewRequest;
import fi.rekisterihub.subject.RequestDesk;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestView;
import fi.rekisterihub.subject.RequestWay;
import fi.rekisterihub.subject.SubjectRequests;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Which request is due next, and what must I do with it?" */
@Controller
class RequestsPage {

    private static final List<String> WAYS = List.of("visit", "post", "email");
    private static final List<String> PURPOSES =
            List.of("direct-marketing", "profiling", "research", "purchase-registration");

    private final SubjectRequests requests;
    private final RequestReader reader;
    private final RequestDesk desk;
    private final Profiles profiles;
    private final Called called;
    private final Audit audit;

    RequestsPage(
            SubjectRequests requests,
            RequestReader reader,
            RequestDesk desk,
            Profiles profiles,
            Called called,
            Audit audit) {
        this.requests = requests;
        this.reader = reader;
        this.desk = desk;
        this.profiles = profiles;
        this.called = called;
        this.audit = audit;
    }

    @GetMapping("/requests")
    String list(
            Model model,
            @RequestParam(defaultValue = "open") String show,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long after) {
        boolean closed = show.equals("closed");
        String wanted = kind == null || kind.isBlank() ? null : kind;
        RequestView last = after == null ? null : reader.find(after).orElse(null);
        Pager<RequestView> page = Pager.of(
                closed
                        ? reader.closed(wanted, null, after, Pager.ROWS + 1)
                        : reader.open(wanted, null, null, last, Pager.ROWS + 1),
                RequestView::id);
        model.addAttribute("requests", page);
        model.addAttribute("waiting", reader.waiting());
        model.addAttribute("show", closed ? "closed" : "open");
        model.addAttribute("kind", wanted);
        model.addAttribute("kinds", RequestKind.values());
        model.addAttribute("today", Finland.today());
        model.addAttribute("desk", desk);
        model.addAttribute(
                "called",
                called.ofAll(page.items().stream()
                        .map(RequestView::personId)
                        .filter(Objects::nonNull)
                        .toList()));
        return "requests";
    }

    @GetMapping("/requests/new")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    String form(
            Model model,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long inbox) {
        model.addAttribute("person", person);
        model.addAttribute("called", person == null ? null : called.of(person).of(person));
        model.addAttribute("kind", kind);
        model.addAttribute("inbox", inbox);
        model.addAttribute("kinds", RequestKind.values());
        model.addAttribute("ways", WAYS);
        model.addAttribute("purposes", PURPOSES);
        model.addAttribute("registers", profiles.all());
        model.addAttribute("today", Finland.today());
        // The same form sent twice is one request.
        model.addAttribute("key", UUID.randomUUID());
        return "request-new";
    }

    /** A letter, a call or a visit; the one who writes it down answers for it by name. */
    @PostMapping("/requests")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    String receive(Entered entered, Principal user, RedirectAttributes said) {
        try {
            Arrival arrival = requests.receive(entered.request(), user.getName());
            audit.record(user.getName(), "request-received", entered.person(), "request " + arrival.requestId());
            said.addFlashAttribute("done", "request-received");
            return "redirect:/requests/" + arrival.requestId();
        } catch (IllegalArgumentException cannotBe) {
            said.addFlashAttribute("failed", "request-bad-entry");
            return "redirect:/requests/new";
        }
    }

    /**
     * What stands in the form.
     *
     * @param key a number of the form, so that the same form sent twice is one request
     * @param day when it came
     */
    record Entered(
            String key,
            @Nullable String register,
            String kind,
            @Nullable String purpose,
            String way,
            @Nullable Long person,
            String language,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @Nullable String name,
            @Nullable String contact,
            @Nullable String said,
            @Nullable String situation,
            @Nullable Long inbox) {

        NewRequest request() {
            return new NewRequest(
                    "console:" + UUID.fromString(key),
                    person != null || register == null || register.isBlank() ? null : register,
                    RequestKind.of(kind),
                    purpose,
                    "*",
                    "*",
                    RequestWay.of(way),
                    person,
                    language,
                    day.equals(Finland.today())
                            ? Instant.now()
                            : day.atTime(12, 0).atZone(Finland.ZONE).toInstant(),
                    name,
                    contact,
                    said,
                    situation,
                    inbox,
                    true);
        }
    }
}
