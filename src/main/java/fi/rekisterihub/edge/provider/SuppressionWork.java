package fi.rekisterihub.edge.provider;

import fi.rekisterihub.notice.ProviderDelivery;
import java.time.Duration;
import java.util.List;

/**
 * What goes to a provider in one pass.
 *
 * @param check whether it was told before and is only looked at
 * @param lookAfter when to look whether the provider keeps to what it is told
 * @param lookEvery when to look again after it was seen to
 * @param deliveries never empty; several only where one call takes several
 */
record SuppressionWork(
        String provider, boolean check, Duration lookAfter, Duration lookEvery, List<ProviderDelivery> deliveries) {

    SuppressionWork {
        deliveries = List.copyOf(deliveries);
    }

    List<String> emails() {
        return deliveries.stream().map(ProviderDelivery::email).toList();
    }

    /** Without the addresses: this text may end in a log. */
    @Override
    public String toString() {
        return "%d deliveries for %s".formatted(deliveries.size(), provider);
    }
}
