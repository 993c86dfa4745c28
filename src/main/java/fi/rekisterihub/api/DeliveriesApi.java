package fi.rekisterihub.api;

import fi.rekisterihub.intake.DeliveryDownload;
import fi.rekisterihub.intake.DeliveryDownload.Download;
import fi.rekisterihub.intake.DeliveryReader;
import fi.rekisterihub.intake.DeliveryReader.Delivered;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What was fetched or received: the evidence that runs work on. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveriesApi {

    private final DeliveryReader deliveries;
    private final DeliveryDownload downloads;
    private final Audit audit;

    DeliveriesApi(DeliveryReader deliveries, DeliveryDownload downloads, Audit audit) {
        this.deliveries = deliveries;
        this.downloads = downloads;
        this.audit = audit;
    }

    /** Newest first. */
    @GetMapping
    Slice<Delivered> list(
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(deliveries.list(feed, after, most + 1), most, Delivered::id, Function.identity());
    }

    @GetMapping("/{id}")
    Delivered one(@PathVariable long id) {
        return deliveries.find(id).orElseThrow(() -> new NoSuchThing("delivery", id));
    }

    /** The file as it came, or the pages in one zip; 404 when they are purged. */
    @GetMapping("/{id}/content")
    @PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
    ResponseEntity<StreamingResponseBody> content(@PathVariable long id, Principal user) {
        Download download = downloads.find(id).orElseThrow(() -> new NoSuchThing("content of delivery", id));
        audit.record(user.getName(), "delivery-downloaded", null, "delivery " + id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.name() + "\"")
                .body(out -> downloads.write(download, out));
    }
}
