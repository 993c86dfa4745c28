package fi.rekisterihub.console;

import fi.rekisterihub.permission.ExtractFiles;
import fi.rekisterihub.permission.ExtractFiles.Written;
import fi.rekisterihub.permission.ExtractFormat;
import fi.rekisterihub.permission.ExtractRequest;
import fi.rekisterihub.permission.Extracts;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PreparedExtract;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Topic;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Who may be contacted now, for what and how?" */
@Controller
@PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
class ExtractPage {

    private static final String PATH = "/registers/{register}/extract";
    private static final int TAKEN = 20;

    private final Extracts extracts;
    private final ExtractFiles files;
    private final Profiles profiles;
    private final Words words;
    private final Audit audit;

    ExtractPage(Extracts extracts, ExtractFiles files, Profiles profiles, Words words, Audit audit) {
        this.extracts = extracts;
        this.files = files;
        this.profiles = profiles;
        this.words = words;
        this.audit = audit;
    }

    /** A purpose, or a topic of it: {@code direct-marketing *}. */
    record Offer(String value, String text) {}

    @GetMapping(PATH)
    String show(
            Model model,
            Locale reader,
            @PathVariable String register,
            @RequestParam(required = false) @Nullable String what,
            @RequestParam(required = false) @Nullable String channel) {
        Profile profile = profiles.find(register).orElseThrow(NotHere::new);
        model.addAttribute("profile", profile);
        model.addAttribute("offers", offers(profile, reader.getLanguage()));
        model.addAttribute(
                "channels",
                profile.permissions().stream()
                        .flatMap(rule -> rule.channels().stream())
                        .filter(one -> !one.equals(PermissionAct.EVERYTHING))
                        .distinct()
                        .toList());
        model.addAttribute("what", what);
        model.addAttribute("channel", channel);
        model.addAttribute("stale", List.of());
        model.addAttribute("taken", files.latest(register, null, TAKEN));
        if (what != null && channel != null) {
            PreparedExtract prepared = extracts.prepare(request(register, what, channel));
            if (prepared instanceof PreparedExtract.Ready ready) {
                model.addAttribute("count", extracts.count(ready.request()));
            } else if (prepared instanceof PreparedExtract.TooOld old) {
                model.addAttribute("stale", old.stale());
            } else {
                model.addAttribute("wrong", true);
            }
        }
        return "extract";
    }

    /** The file, when it can be taken; else the page that says why not. Who took it is written down. */
    @PostMapping(PATH)
    @Nullable
    String take(
            Model model,
            Locale reader,
            @PathVariable String register,
            @RequestParam String what,
            @RequestParam String channel,
            @RequestParam String format,
            Principal user,
            HttpServletResponse response)
            throws IOException {
        PreparedExtract prepared = extracts.prepare(request(register, what, channel));
        ExtractFormat form = ExtractFormat.of(format).orElse(ExtractFormat.CSV);
        if (!(prepared instanceof PreparedExtract.Ready ready)) {
            return show(model, reader, register, what, channel);
        }
        long id = files.begin(ready, form, user.getName());
        audit.record(
                user.getName(),
                "extract-taken",
                null,
                "extract %d: %s".formatted(id, ready.request().text()));
        response.setContentType(form.contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"extract-%d.%s\"".formatted(id, form.word()));
        Written written = files.write(id, ready, form, response.getOutputStream());
        audit.record(
                user.getName(),
                "extract-complete",
                null,
                "extract %d: %d persons, SHA-256 %s".formatted(id, written.rows(), written.sha256()));
        return null;
    }

    private static ExtractRequest request(String register, String what, String channel) {
        String[] parts = what.split(" ", 2);
        String scope = parts.length == 2 ? parts[1] : PermissionAct.EVERYTHING;
        return new ExtractRequest(register, parts[0], channel, scope, List.of());
    }

    private List<Offer> offers(Profile profile, String language) {
        List<Offer> offers = new ArrayList<>();
        for (PermissionRule rule : profile.permissions()) {
            if (rule.channels().contains(PermissionAct.EVERYTHING)) {
                continue;
            }
            String purpose = words.term("purpose", rule.purpose());
            offers.add(new Offer(rule.purpose() + " *", purpose));
            for (Topic topic : rule.topics()) {
                offers.add(new Offer(
                        rule.purpose() + " " + topic.id(),
                        purpose + ": " + topic.text().in(language)));
            }
        }
        return offers;
    }
}
