package fi.rekisterihub.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person may do to a run. */
@Service
public class RunControl {

    private static final String RELEASE = """
            update run set status = 'queued', released_by = :who, brake = null, message = null, finished_at = null,
                           taken_over = 0
             where id = :id and status = 'braked'
            """;
    private static final String REFUSE = """
            update run set status = 'refused', released_by = null, message = :reason, finished_at = now()
             where id = :id and status = 'braked'
            """;
    private static final String AGAIN = """
            update run set status = 'queued', message = null, finished_at = null, taken_over = 0
             where id = :id and status = 'failed'
            """;
    private static final String AUDIT = """
            insert into audit (who, action, detail) values (:who, :action, :detail)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RunControl(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Lets a braked run go on as it is; false when it is not braked (any more). */
    public boolean release(long runId, String who, String reason) {
        return change(RELEASE, runId, who, "release-run", reason);
    }

    /** Drops a braked run for good; nothing of it is applied. */
    public boolean refuse(long runId, String who, String reason) {
        return change(REFUSE, runId, who, "refuse-run", reason);
    }

    /** Executes a failed run once more; what it had applied is found unchanged. */
    public boolean tryAgain(long runId, String who) {
        return change(AGAIN, runId, who, "retry-run", "");
    }

    private boolean change(String sql, long runId, String who, String action, String reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var statement = jdbc.sql(sql).param("id", runId);
            if (sql.contains(":who")) {
                statement = statement.param("who", who);
            }
            if (sql.contains(":reason")) {
                statement = statement.param("reason", reason);
            }
            if (statement.update() == 0) {
                return false;
            }
            jdbc.sql(AUDIT)
                    .param("who", who)
                    .param("action", action)
                    .param("detail", "run %d: %s".formatted(runId, reason))
                    .update();
            return true;
        }));
    }
}
