package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which prohibitions must hold, in the plainest words and without any of the hub's code: who said what when, truly, and under
 * which names the hub could know it. It says nothing of what may hold beyond that: a prohibition too many is no loss.
 */
final class PermissionModel {

    /** One row of a register that speaks of a human being. */
    static final class Row {
        final long id;
        final int human;
        final String register;
        final Set<String> hadEmails = new HashSet<>();

        @Nullable
        String email;

        boolean gone;

        Row(long id, int human, String register, String email) {
            this.id = id;
            this.human = human;
            this.register = register;
            this.email = email;
            hadEmails.add(email);
        }
    }

    /** What somebody said. Rows are bound by name, or by an address, which speaks of e-mail only. */
    private record Word(
            int human,
            @Nullable String register,
            String channel,
            String scope,
            Instant at,
            Set<Row> rows,
            Set<String> emails,
            Set<Row> byEmail) {

        boolean isAbout(String ofRegister, String ofChannel, String ofScope) {
            return (register == null || register.equals(ofRegister))
                    && (channel.equals("*") || channel.equals(ofChannel))
                    && (scope.equals("*") || scope.equals(ofScope));
        }
    }

    final List<Row> rows = new ArrayList<>();
    private final List<Word> prohibitions = new ArrayList<>();
    private final List<Word> grants = new ArrayList<>();
    private final Set<String> erased = new HashSet<>();
    /** Since when an address is on the list that binds some registers. */
    private final Map<String, Instant> listed = new HashMap<>();

    private final List<Set<Row>> mergedNow = new ArrayList<>();

    void prohibited(
            int human,
            @Nullable String register,
            String channel,
            String scope,
            Instant at,
            @Nullable Row named,
            @Nullable String email) {
        Word word = new Word(human, register, channel, scope, at, new HashSet<>(), new HashSet<>(), new HashSet<>());
        Set<Row> meant = new HashSet<>();
        if (named != null) {
            meant.addAll(group(named));
        }
        if (email != null) {
            word.emails.add(email);
            rows.stream()
                    .filter(row -> !row.gone && row.hadEmails.contains(email))
                    .forEach(row -> meant.addAll(group(row)));
        }
        meant.stream().filter(row -> row.human == human).forEach(word.rows::add);
        prohibitions.add(word);
    }

    void granted(int human, @Nullable String register, String channel, String scope, Instant at) {
        grants.add(new Word(human, register, channel, scope, at, Set.of(), Set.of(), Set.of()));
    }

    void listed(String email, Instant at) {
        listed.putIfAbsent(email, at);
    }

    void offTheList(String email) {
        listed.remove(email);
    }

    boolean isListed(String email) {
        return listed.containsKey(email);
    }

    void appeared(Row row) {
        rows.add(row);
        follow();
    }

    void moved(Row row, @Nullable String email) {
        row.email = email;
        if (email != null) {
            row.hadEmails.add(email);
        }
        follow();
    }

    /** What a row was bound by stays under every address that it had. */
    void left(Row row, boolean wasErased) {
        row.gone = true;
        if (wasErased && row.email != null) {
            erased.add(row.register + ' ' + row.email);
        }
        prohibitions.stream()
                .filter(word -> word.rows.contains(row) || word.byEmail.contains(row))
                .forEach(word -> word.emails.addAll(row.hadEmails));
        mergedNow.forEach(group -> group.remove(row));
    }

    /** Whether nobody may come into the register under this address. */
    boolean wasErased(String register, String email) {
        return erased.contains(register + ' ' + email);
    }

    void merged(Row one, Row other) {
        Set<Row> all = new HashSet<>(group(one));
        all.addAll(group(other));
        mergedNow.removeIf(group -> group.contains(one) || group.contains(other));
        mergedNow.add(all);
        for (Word word : prohibitions) {
            if (all.stream().anyMatch(word.rows::contains)) {
                all.stream().filter(row -> row.human == word.human).forEach(word.rows::add);
            }
            if (all.stream().anyMatch(word.byEmail::contains)) {
                all.stream().filter(row -> row.human == word.human).forEach(word.byEmail::add);
            }
        }
    }

    void separated(Row row) {
        mergedNow.forEach(group -> group.remove(row));
    }

    Set<Row> group(Row row) {
        return mergedNow.stream()
                .filter(group -> group.contains(row))
                .findFirst()
                .orElse(Set.of(row));
    }

    /** Whether the question must be answered by no. */
    boolean mustNot(Row row, String channel, String scope) {
        return prohibitions.stream()
                .anyMatch(word -> word.human == row.human
                        && word.isAbout(row.register, channel, scope)
                        && (word.rows.contains(row) || word.byEmail.contains(row) && channel.equals("email"))
                        && grants.stream()
                                .noneMatch(grant -> grant.at.isAfter(word.at)
                                        && grant.isAbout(row.register, channel, scope)
                                        && speaksFor(grant, row)));
    }

    /** Whether a list that binds the register says no to the address of today, and the person has not said yes since. */
    boolean isListedAndSilent(Row row, String scope) {
        Instant since = row.email == null ? null : listed.get(row.email);
        return since != null
                && grants.stream()
                        .noneMatch(grant -> grant.at.isAfter(since)
                                && grant.isAbout(row.register, "email", scope)
                                && speaksFor(grant, row));
    }

    /** While two are taken for one, what the one permits is taken for the other's word too. */
    private boolean speaksFor(Word grant, Row row) {
        return group(row).stream().anyMatch(part -> part.human == grant.human);
    }

    /** Whoever of the same human being comes to an address under which it was said. */
    private void follow() {
        for (Word word : prohibitions) {
            rows.stream()
                    .filter(row -> !row.gone
                            && row.human == word.human
                            && row.hadEmails.stream().anyMatch(word.emails::contains))
                    .forEach(word.byEmail::add);
        }
    }
}
