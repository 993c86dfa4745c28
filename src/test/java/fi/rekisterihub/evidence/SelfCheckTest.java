package fi.rekisterihub.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.evidence.CheckFinding.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody changes the database behind the hub's back, triggers off. */
class SelfCheckTest {

    private final EvidenceGround ground = new EvidenceGround();

    @BeforeEach
    void fill() {
        ground.fill(20);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @ParameterizedTest
    @DisplayName("rule 4 a sealed row that was changed in the database is found")
    @CsvSource(
            delimiter = '|',
            value = {
                "update permission_event set state = 'granted' where id = 3          | ROW_ALTERED     | permission-event",
                "update permission_event set event_time = now() where id = 3         | ROW_ALTERED     | permission-event",
                "update permission_event set evidence = '{}' where id = 3            | ROW_ALTERED     | permission-event",
                "update permission_subject set subject_key = 'email:other' where event_id = 3 and subject_key like 'email:%' | ROW_ALTERED | permission-event",
                "delete from permission_event where id = 3                           | ROW_MISSING     | permission-event",
                "update notice_delivery set payload = '{\"fields\": {}}' where number = 5 | ROW_ALTERED | notice-delivery",
                "update notice_delivery set recipient = 'other' where number = 5   | ROW_ALTERED     | notice-delivery",
                "update notice set kind = 'erased' where id = (select notice_id from notice_delivery where number = 5) | ROW_ALTERED | notice-delivery",
                "delete from notice_delivery where number = 5                      | ROW_MISSING     | notice-delivery",
                "update notice_event set status = 'confirmed' where id = 1           | ROW_ALTERED     | notice-event",
                "update notice_event set words = null where id = 1                   | ROW_ALTERED     | notice-event",
                "update audit set who = 'somebody' where id = 1                      | ROW_ALTERED     | audit",
                "delete from audit where id = 2                                      | ROW_MISSING     | audit",
                "update evidence_entry set salt = null where source = 'audit' and source_id = 1 | SALT_MISSING | audit",
                "update evidence_entry set entry = replace(entry, 'sent', 'dead') where source = 'notice-event' and source_id = 1 | ENTRY_ALTERED | notice-event",
                "update evidence_block set header = replace(header, '\"entries\":', '\"entries\": ') where number = 2 | BLOCK_ALTERED | ''",
                "update evidence_block set signature = decode(repeat('00', 64), 'hex') where number = 2 | BLOCK_ALTERED | ''",
                "delete from evidence_block where number = 2                         | BLOCK_ALTERED   | ''"
            })
    void findsWhatWasChanged(String change, Kind kind, String source) {
        assertThat(ground.selfCheck().check()).isEmpty();
        behindTheHub(change);

        List<CheckFinding> found = ground.selfCheck().check();

        assertThat(found).extracting(CheckFinding::kind).contains(kind);
        assertThat(found).extracting(CheckFinding::source).contains(source);
        assertThat(ground.reader().lastCheck().orElseThrow().findings()).isEqualTo(found);
    }

    @Test
    void findsWhatWasPutInBehindTheSeal() {
        behindTheHub("delete from audit where id = 2");
        ground.jdbc()
                .sql("insert into audit (id, who, action) overriding system value values (2, 'maija', 'login')")
                .update();
        assertThat(ground.selfCheck().check()).extracting(CheckFinding::kind).containsExactly(Kind.ROW_ALTERED);

        behindTheHub("delete from evidence_entry where source = 'audit' and source_id = 2");
        assertThat(ground.selfCheck().check()).extracting(CheckFinding::kind).contains(Kind.ROW_ADDED);
    }

    @Test
    void findsAnOutcomeThatSomebodyWroteThoughTheDeliveryItselfMayMoveOn() {
        UUID told = ground.notice(3, "asiakastieto");
        ground.sealer().seal();
        ground.becomes(told, "claimed", null);
        ground.becomes(told, "dead", null);
        assertThat(ground.selfCheck().check()).isEmpty();

        ground.sealer().seal();
        behindTheHub("delete from notice_event where delivery_id = '%s'".formatted(told));
        assertThat(ground.selfCheck().check()).extracting(CheckFinding::kind).containsExactly(Kind.ROW_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update evidence_entry set entry = '{}'",
                "update evidence_entry set salt = decode('00', 'hex')",
                "delete from evidence_entry",
                "update evidence_block set header = ''",
                "delete from evidence_block",
                "update notice_event set status = 'dead'",
                "update notice_event set words = 'other'",
                "delete from notice_event",
                "delete from optout_event",
                "delete from evidence_forgotten"
            })
    void refusesToChangeWhatIsSealedWhileTheTriggersStand(String change) {
        assertThatThrownBy(() -> ground.jdbc().sql(change).update()).hasMessageContaining("append-only");
    }

    private void behindTheHub(String change) {
        ground.jdbc()
                .sql("begin; set local session_replication_role = replica; %s; commit".formatted(change))
                .update();
    }
}
