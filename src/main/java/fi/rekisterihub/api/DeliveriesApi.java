package fi.rekisterihub.api;

import fi.rekisterihub.intake.DeliveryReader;
import fi.rekisterihub.intake.DeliveryReader.Delivered;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was fetched or received: the evidence that runs work on. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveriesApi {

    private final DeliveryReader deliveries;

    DeliveriesApi(DeliveryReader deliveries) {
        this.deliveries = deliveries;
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
}
