package fi.rekisterihub.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** What every page needs for its frame: the rail, where it is, and the way to the other languages. */
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {

    private final Words words;
    private final Counts counts;

    Frame(Words words, Counts counts) {
        this.words = words;
        this.counts = counts;
    }

    /** As an attribute, because Thymeleaf refuses beans inside the parameters of a fragment. */
    @ModelAttribute("words")
    Words words() {
        return words;
    }

    @ModelAttribute("counts")
    Counts counts() {
        return counts;
    }

    @ModelAttribute("rail")
    Rail[] rail() {
        return Rail.values();
    }

    @ModelAttribute("address")
    String address(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("languages")
    List<Language> languages(HttpServletRequest request, Locale reader) {
        return LanguageConfiguration.LANGUAGES.stream()
                .map(tag -> new Language(tag, withLanguage(request, tag), tag.equals(reader.getLanguage())))
                .toList();
    }

    /** The same page with its filters, in another language. */
    private static String withLanguage(HttpServletRequest request, String tag) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
        if ("GET".equals(request.getMethod()) && request.getQueryString() != null) {
            address.query(request.getQueryString());
        }
        return address.replaceQueryParam("lang", tag).build().toUriString();
    }

    /** One language and the address that switches to it. */
    record Language(String tag, String address, boolean current) {}
}
