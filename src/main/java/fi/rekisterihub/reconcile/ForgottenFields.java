package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.WithheldTexts;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes values whose time has run out from everywhere but the register itself: history, notices, texts of sources, parked rows,
 * reviews, overrides and conflicts. They lie where withheld values would (decision 0018).
 */
@Component
public class ForgottenFields {

    private final Withholding withholding;
    private final WithheldTexts texts;

    ForgottenFields(Withholding withholding, WithheldTexts texts) {
        this.withholding = withholding;
        this.texts = texts;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param fields of each person those that the register is empty of already
     */
    public void forget(String registerId, Map<Long, Set<String>> fields) {
        withholding.keepOut(registerId, fields);
        texts.dropSealed(fields.keySet());
    }
}
