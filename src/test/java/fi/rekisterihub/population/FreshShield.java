package fi.rekisterihub.population;

import fi.rekisterihub.register.FreshIdentities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken out of population changes, without Spring. */
public final class FreshShield {

    private FreshShield() {}

    public static PopulationShield on(JdbcClient jdbc, TransactionTemplate transaction) {
        return new PopulationShield(FreshIdentities.KEYS, FreshIdentities.on(jdbc, transaction));
    }

    public static AnswerShield ofAnswersOn(JdbcClient jdbc, TransactionTemplate transaction) {
        return new AnswerShield(on(jdbc, transaction));
    }
}
