package dev.cloudlet.iam.accesskey;

import dev.cloudlet.kit.authentication.KeyUse;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down when keys, and roles through the keys of their sessions, were last used. */
@Component
class KeyUseRecord {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeyUseRecord(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Boolean note(KeyUse.Batch batch) {
        transaction.executeWithoutResult(status -> {
            // Nobody was promised that this is kept: not worth waiting for the disk.
            jdbc.sql("SET LOCAL synchronous_commit = off").update();
            // In one order, or two services that tell of the same keys could wait for each other.
            batch.uses().stream()
                    .sorted(Comparator.comparing(KeyUse::accessKeyId))
                    .forEach(use -> {
                        ofKey(use);
                        ofRole(use);
                    });
        });
        return true;
    }

    private void ofKey(KeyUse use) {
        jdbc.sql("""
                        UPDATE access_key
                        SET last_used = :time, last_used_region = :region, last_used_service = :service
                        WHERE id = :id AND (last_used IS NULL OR last_used < :time)
                        """)
                .param("time", use.time().atOffset(ZoneOffset.UTC))
                .param("region", use.region())
                .param("service", use.service())
                .param("id", use.accessKeyId())
                .update();
    }

    private void ofRole(KeyUse use) {
        jdbc.sql("""
                        UPDATE role SET last_used = :time, last_used_region = :region FROM session
                        WHERE session.access_key_id = :id AND session.kind = 'ROLE_SESSION'
                          AND role.account = session.account AND role.id = session.identity_id
                          AND (role.last_used IS NULL OR role.last_used < :time)
                        """)
                .param("time", use.time().atOffset(ZoneOffset.UTC))
                .param("region", use.region())
                .param("id", use.accessKeyId())
                .update();
    }
}
