package fi.rekisterihub.identity;

import org.jspecify.annotations.Nullable;

/**
 * How far those whom a run changed have been looked for in their register.
 *
 * @param status waiting or done
 * @param total how many they are; null until the look has begun
 * @param linked how many became one with another
 * @param asked how many questions on them were open in the end; null until then
 */
public record LookView(
        String status,
        long done,
        @Nullable Long total,
        long linked,
        @Nullable Long asked) {

    public boolean waiting() {
        return status.equals("waiting");
    }
}
