package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.description.ChangedText;
import fi.rekisterihub.description.Comparison;
import fi.rekisterihub.description.Description;
import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.description.Descriptions;
import fi.rekisterihub.description.Pages;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileVersions;
import fi.rekisterihub.profile.ProfileVersions.Version;
import fi.rekisterihub.route.RouteFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** "What is said about this register, what was said before, and what would a saved profile change?" */
@Controller
class DescriptionPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final RegisterTexts texts;
    private final ProfileVersions versions;
    private final RouteFolder routes;

    DescriptionPage(RegisterTexts texts, ProfileVersions versions, RouteFolder routes) {
        this.texts = texts;
        this.versions = versions;
        this.routes = routes;
    }

    /** @param in the language of the text, which need not be that of the reader's pages */
    @GetMapping("/registers/{id}/description")
    String show(
            @PathVariable String id,
            @RequestParam(defaultValue = "notice") String text,
            @RequestParam(required = false) @Nullable String in,
            Model model) {
        Profile profile = texts.profile(id);
        fill(model, profile, kind(text), language(profile, in));
        model.addAttribute("description", texts.text(kind(text), profile, language(profile, in)));
        return "description";
    }

    @GetMapping("/registers/{id}/description.html")
    ResponseEntity<byte[]> html(
            @PathVariable String id,
            @RequestParam(defaultValue = "notice") String text,
            @RequestParam(required = false) @Nullable String in) {
        Description said = said(id, text, in);
        return PublicNoticePage.file(said, HTML, ".html", Pages.file(said).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/registers/{id}/description.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String id,
            @RequestParam(defaultValue = "notice") String text,
            @RequestParam(required = false) @Nullable String in) {
        Description said = said(id, text, in);
        return PublicNoticePage.file(said, MediaType.APPLICATION_PDF, ".pdf", texts.pdf(said));
    }

    @GetMapping("/registers/{id}/description/versions")
    String versions(@PathVariable String id, Model model) {
        model.addAttribute("profile", texts.profile(id));
        model.addAttribute("versions", versions.of(id));
        return "description-versions";
    }

    /** One earlier text, and how it differs from the one before it. */
    @GetMapping("/registers/{id}/description/versions/{fingerprint}")
    String version(
            @PathVariable String id,
            @PathVariable String fingerprint,
            @RequestParam(defaultValue = "notice") String text,
            @RequestParam(required = false) @Nullable String in,
            Model model) {
        Profile profile = texts.profile(id);
        List<Version> all = versions.of(id);
        int at = all.stream().map(Version::fingerprint).toList().indexOf(fingerprint);
        if (at < 0) {
            throw new NotHere();
        }
        String language = language(profile, in);
        fill(model, profile, kind(text), language);
        model.addAttribute("version", all.get(at));
        Optional<Description> then = read(all.get(at), kind(text), language);
        model.addAttribute("description", then.orElse(null));
        Optional<Description> before =
                at + 1 < all.size() ? read(all.get(at + 1), kind(text), language) : Optional.empty();
        model.addAttribute("before", at + 1 < all.size() ? all.get(at + 1) : null);
        model.addAttribute(
                "comparison",
                then.flatMap(now -> before.map(earlier -> Comparison.of(earlier, now)))
                        .orElse(null));
        return "description-version";
    }

    /** What the saved profile would change, before it is taken into use. */
    @GetMapping("/registers/{id}/description/change")
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "notice") String text,
            @RequestParam(required = false) @Nullable String in,
            Model model) {
        Profile profile = texts.profile(id);
        String language = language(profile, in);
        fill(model, profile, kind(text), language);
        Optional<ChangedText> change = routes.changesOfTexts().stream()
                .filter(one -> one.after().id().equals(id))
                .findFirst();
        model.addAttribute(
                "comparison",
                change.map(one -> one.comparison(kind(text), language, Finland.today()))
                        .orElse(null));
        return "description-change";
    }

    private static Optional<Description> read(Version version, Kind kind, String language) {
        return version.profile().map(profile -> RegisterTexts.text(kind, profile, version, language));
    }

    private Description said(String id, String text, @Nullable String in) {
        Profile profile = texts.profile(id);
        return texts.text(kind(text), profile, language(profile, in));
    }

    private static void fill(Model model, Profile profile, Kind kind, String language) {
        model.addAttribute("profile", profile);
        model.addAttribute("kind", kind.word());
        model.addAttribute("in", language);
        model.addAttribute("inLanguages", Descriptions.languages(profile));
    }

    private static Kind kind(String word) {
        return word.equals(Kind.RECORD.word()) ? Kind.RECORD : Kind.NOTICE;
    }

    private static String language(Profile profile, @Nullable String wanted) {
        List<String> languages = Descriptions.languages(profile);
        return wanted != null && languages.contains(wanted) ? wanted : languages.get(0);
    }
}
