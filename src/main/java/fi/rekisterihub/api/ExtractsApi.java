package fi.rekisterihub.api;

import fi.rekisterihub.permission.ExtractFiles;
import fi.rekisterihub.permission.ExtractFiles.Written;
import fi.rekisterihub.permission.ExtractFormat;
import fi.rekisterihub.permission.ExtractRequest;
import fi.rekisterihub.permission.Extracts;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PreparedExtract;
import fi.rekisterihub.permission.Stale;
import fi.rekisterihub.permission.TakenExtract;
import fi.rekisterihub.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Marketing extracts: who may be contacted for a purpose by a channel now. Taking one is written down. */
@RestController
@RequestMapping("/api/v1/registers/{register}/extracts")
@PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
class ExtractsApi {

    private final Extracts extracts;
    private final ExtractFiles files;
    private final Audit audit;

    ExtractsApi(Extracts extracts, ExtractFiles files, Audit audit) {
        this.extracts = extracts;
        this.files = files;
        this.audit = audit;
    }

    /** Those that were taken, newest first, with their number of persons and the SHA-256 of what went out. */
    @GetMapping
    Slice<TakenExtract> list(
            @PathVariable String register,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(files.latest(register, after, most + 1), most, TakenExtract::id, Function.identity());
    }

    /** How many it would have; 409 while a list or provider is too old. */
    @GetMapping("/preview")
    Extracts.Count preview(
            @PathVariable String register,
            @RequestParam(defaultValue = PermissionAct.DIRECT_MARKETING) String purpose,
            @RequestParam String channel,
            @RequestParam(defaultValue = PermissionAct.EVERYTHING) String scope) {
        return extracts.count(ready(new ExtractRequest(register, purpose, channel, scope, List.of()))
                .request());
    }

    /**
     * The list itself, row by row as it is read, as CSV or JSON: each person with the link that stops it and, for e-mail, the
     * headers of RFC 8058. 409 while a list or provider that binds the register is too old, with what to do.
     */
    @PostMapping
    void take(@PathVariable String register, @RequestBody Wanted wanted, Principal user, HttpServletResponse response)
            throws IOException {
        ExtractFormat format = ExtractFormat.of(Objects.requireNonNullElse(wanted.format(), "csv"))
                .orElseThrow(() -> new BadRequest("format must be csv or json."));
        if (wanted.channel() == null) {
            throw new BadRequest("channel is needed: email, phone, sms or post.");
        }
        PreparedExtract.Ready ready = ready(new ExtractRequest(
                register,
                Objects.requireNonNullElse(wanted.purpose(), PermissionAct.DIRECT_MARKETING),
                wanted.channel(),
                Objects.requireNonNullElse(wanted.scope(), PermissionAct.EVERYTHING),
                Objects.requireNonNullElse(wanted.fields(), List.of())));
        long id = files.begin(ready, format, user.getName());
        audit.record(
                user.getName(),
                "extract-taken",
                null,
                "extract %d: %s".formatted(id, ready.request().text()));
        response.setContentType(format.contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Extract-Id", Long.toString(id));
        Written written = files.write(id, ready, format, response.getOutputStream());
        audit.record(
                user.getName(),
                "extract-complete",
                null,
                "extract %d: %d persons, SHA-256 %s".formatted(id, written.rows(), written.sha256()));
    }

    private PreparedExtract.Ready ready(ExtractRequest request) {
        PreparedExtract prepared = extracts.prepare(request);
        if (prepared instanceof PreparedExtract.TooOld old) {
            throw new Conflict(old.stale().stream().map(Stale::sentence).collect(Collectors.joining(" ")));
        }
        if (prepared instanceof PreparedExtract.Refused refused) {
            throw new BadRequest(refused.sentence());
        }
        return (PreparedExtract.Ready) prepared;
    }

    /**
     * What is asked for.
     *
     * @param purpose {@code direct-marketing} when absent
     * @param channel email, phone, sms or post
     * @param scope a topic; everything in the purpose when absent
     * @param fields fields of the person, beside those that the channel needs; name and language when absent
     * @param format csv (when absent) or json
     */
    record Wanted(
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable String scope,
            @Nullable List<String> fields,
            @Nullable String format) {}
}
