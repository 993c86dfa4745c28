package fi.rekisterihub.permission;

import java.util.List;
import javax.sql.DataSource;

/** On what a {@link PermissionBench} stands: a database, and the providers who are told. */
public abstract class PermissionGround {

    public final DataSource source;
    final List<String> providers;

    PermissionGround(DataSource source, List<String> providers) {
        this.source = source;
        this.providers = List.copyOf(providers);
    }
}
