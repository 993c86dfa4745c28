package fi.rekisterihub.console;

import fi.rekisterihub.intake.DeliveryDownload;
import fi.rekisterihub.intake.DeliveryDownload.Download;
import fi.rekisterihub.intake.DeliveryReader;
import fi.rekisterihub.intake.DeliveryReader.Delivered;
import fi.rekisterihub.intake.DeliveryRetention;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** "What came, from where, and how long do we keep it?" */
@Controller
class DeliveriesPage {

    private final DeliveryReader deliveries;
    private final RunReader runs;
    private final DeliveryRetention retention;
    private final DeliveryDownload downloads;
    private final Audit audit;

    DeliveriesPage(
            DeliveryReader deliveries,
            RunReader runs,
            DeliveryRetention retention,
            DeliveryDownload downloads,
            Audit audit) {
        this.deliveries = deliveries;
        this.runs = runs;
        this.retention = retention;
        this.downloads = downloads;
        this.audit = audit;
    }

    @GetMapping("/deliveries")
    String all(
            Model model,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable Long after) {
        model.addAttribute("feed", feed);
        model.addAttribute("deliveries", Pager.of(deliveries.list(feed, after, Pager.ROWS + 1), Delivered::id));
        return "deliveries";
    }

    @GetMapping("/deliveries/{id}")
    String one(@PathVariable long id, Model model) {
        Delivered delivery = deliveries.find(id).orElseThrow(NotHere::new);
        model.addAttribute("delivery", delivery);
        model.addAttribute("runs", runs.ofDelivery(id));
        model.addAttribute("held", delivery.purgedAt() == null && retention.held(id));
        model.addAttribute(
                "until",
                delivery.completedAt() == null || delivery.purgedAt() != null
                        ? null
                        : retention.until(delivery.feed(), delivery.completedAt()));
        model.addAttribute("download", downloads.find(id).orElse(null));
        return "delivery";
    }

    /** It may hold personal data of everybody in it, so who took it is written down. */
    @GetMapping("/deliveries/{id}/content")
    @PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
    ResponseEntity<StreamingResponseBody> content(@PathVariable long id, Principal user) {
        Download download = downloads.find(id).orElseThrow(NotHere::new);
        audit.record(user.getName(), "delivery-downloaded", null, "delivery " + id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.name() + "\"")
                .body(out -> downloads.write(download, out));
    }
}
