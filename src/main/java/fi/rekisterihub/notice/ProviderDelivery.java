package fi.rekisterihub.notice;

/**
 * An opt-out on its way to a newsletter provider, or there already and to be looked at.
 *
 * @param alone whether a call that carried it with others was refused
 * @param confirmed whether the provider was ever seen to keep it
 * @param misses how often in a row the provider, though told, was not seen to keep it
 * @param repairs how often it was told again for that
 */
public record ProviderDelivery(ClaimedDelivery delivery, boolean alone, boolean confirmed, int misses, int repairs) {

    /** The address, as the provider knows its readers. */
    public String email() {
        if (delivery.payload().get("email") instanceof String email && !email.isBlank()) {
            return email;
        }
        throw new IllegalStateException(
                "Delivery %s names no e-mail address, so there is nothing to suppress.".formatted(delivery.id()));
    }

    /** The stable id under which a repeat is known; another after a repair, which must not be taken for a repeat. */
    public String key() {
        return repairs == 0 ? delivery.id().toString() : delivery.id() + "-" + repairs;
    }
}
