package fi.rekisterihub.permission;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that is lost at the statement that somebody has chosen: what was not committed is undone, and what was
 * committed may be reported as failed. For one thread.
 */
final class CrashingSource extends DelegatingDataSource {

    private static final Class<?>[] CONNECTION = {Connection.class};
    private static final Class<?>[] STATEMENT = {PreparedStatement.class};

    private int statementsLeft;

    CrashingSource(DataSource database) {
        super(database);
    }

    /** @param statements how many go well before one fails; a commit is one too */
    void crashAfter(int statements) {
        statementsLeft = statements + 1;
    }

    void calm() {
        statementsLeft = 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                CrashingSource.class.getClassLoader(), CONNECTION, (proxy, method, arguments) -> {
                    Object answer = call(real, method, arguments);
                    if (method.getName().equals("commit")) {
                        mayCrash();
                    }
                    return answer instanceof PreparedStatement statement ? crashing(statement) : answer;
                });
    }

    private PreparedStatement crashing(PreparedStatement real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                mayCrash();
            }
            return call(real, method, arguments);
        };
        return (PreparedStatement) Proxy.newProxyInstance(CrashingSource.class.getClassLoader(), STATEMENT, handler);
    }

    private void mayCrash() throws SQLException {
        if (statementsLeft > 0 && --statementsLeft == 0) {
            throw new SQLException("The connection is lost.", "08006");
        }
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
