package fi.rekisterihub.permission;

import fi.rekisterihub.permission.PermissionModel.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Everybody and everything in one simulation: some people, the hub, its providers, and what should hold. */
final class SimulatedWorld {

    static final int HUMANS = 3;
    static final String[] SCOPES = {"*", "*", "newsletter:one", "newsletter:two"};

    final Chance chance;
    final SimulatedHub hub;
    final Deeds deeds;
    final PermissionModel model = new PermissionModel();
    final Map<String, SimulatedProvider> providers = new TreeMap<>();
    final List<Link> links = new ArrayList<>();
    private final List<List<String>> emails = new ArrayList<>();
    private final long seed;
    private int number;

    /** A link in a message that went to a row of a register. */
    record Link(int human, Row row, String email, String scope, String token) {}

    SimulatedWorld(DataSource database, long seed) {
        this.seed = seed;
        chance = new Chance(seed);
        hub = new SimulatedHub(database, seed);
        deeds = new Deeds(hub.source, chance);
        for (String provider : new String[] {"brevo", "mailchimp", "sendgrid"}) {
            providers.put(provider, new SimulatedProvider(provider, chance));
        }
        for (int human = 0; human < HUMANS; human++) {
            emails.add(new ArrayList<>());
            newEmailOf(human);
        }
    }

    /** Unlike any other of all simulations. */
    String unique(String kind) {
        return "%s-%d-%d".formatted(kind, seed, ++number);
    }

    long uniqueNumber() {
        return seed * 1000 + ++number;
    }

    String emailOf(int human) {
        return chance.any(emails.get(human));
    }

    String newEmailOf(int human) {
        String email = unique("h" + human) + "@example.fi";
        emails.get(human).add(email);
        return email;
    }

    SimulatedProvider anyProvider() {
        return chance.any(List.copyOf(providers.values()));
    }

    /** A row that speaks of the human being, if there is one. */
    void anyRow(int human, Consumer<Row> deed) {
        List<Row> theirs = model.rows.stream()
                .filter(row -> row.human == human && !row.gone)
                .toList();
        if (!theirs.isEmpty()) {
            deed.accept(chance.any(theirs));
        }
    }

    void sendLink(Row row) {
        String email = String.valueOf(row.email);
        String scope = chance.any(SCOPES);
        LinkSubject subject = new LinkSubject(row.register, row.id, email, scope, unique("issue"), Instant.now());
        links.add(new Link(row.human, row, email, scope, hub.tokens.token(subject)));
    }
}
