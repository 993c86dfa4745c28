package fi.rekisterihub.api;

import fi.rekisterihub.evidence.EvidenceReader;
import fi.rekisterihub.evidence.EvidenceReader.Standing;
import fi.rekisterihub.evidence.Export;
import fi.rekisterihub.evidence.ExportRequest;
import fi.rekisterihub.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sealed log: bundles that prove offline what was decided, told and acknowledged. */
@RestController
@RequestMapping("/api/v1/evidence")
class EvidenceApi {

    private final Export export;
    private final EvidenceReader reader;
    private final Audit audit;

    EvidenceApi(Export export, EvidenceReader reader, Audit audit) {
        this.export = export;
        this.reader = reader;
        this.audit = audit;
    }

    /**
     * A bundle of a person, a recipient, or everything; 409 while nothing has been sealed.
     *
     * @param from sealed at this time or later
     * @param to sealed before this time
     * @param contents with what was told and answered in the clear
     * @param head number of a block that somebody keeps, whose header is to be shown
     */
    @GetMapping
    @PreAuthorize("hasRole('OFFICER')")
    void take(
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean contents,
            @RequestParam(defaultValue = "") List<Long> head,
            Principal user,
            HttpServletResponse response)
            throws IOException {
        ExportRequest request = request(person, recipient, from, to, contents, head);
        Export.Prepared prepared =
                export.prepare(request).orElseThrow(() -> new Conflict("Nothing has been sealed yet."));
        audit.record(user.getName(), "evidence-taken", person, request.text());
        response.setContentType("text/markdown;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        prepared.write(response.getOutputStream());
    }

    /** How far it is sealed, by which key, and what the last self-check found. */
    @GetMapping("/standing")
    Standing standing() {
        return reader.standing();
    }

    private static ExportRequest request(
            @Nullable Long person,
            @Nullable String recipient,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean contents,
            List<Long> head) {
        try {
            return new ExportRequest(person, recipient, from, to, contents, head);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest(String.valueOf(wrong.getMessage()));
        }
    }
}
