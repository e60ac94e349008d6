package dev.cloudlet.storage;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.storage.facility.FacilityWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties the storage: no bucket is left. */
@Component
class StorageReset implements Resettable {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FacilityWork facility;

    StorageReset(JdbcClient jdbc, TransactionTemplate transaction, FacilityWork facility) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.facility = facility;
    }

    @Override
    public void reset() {
        transaction.executeWithoutResult(status -> {
            for (String table : new String[] {"object_part", "object_version", "upload_part", "upload", "bucket"}) {
                jdbc.sql("DELETE FROM " + table).update();
            }
            jdbc.sql("DELETE FROM blob WHERE bytes IS NOT NULL").update();
            // All of them: this is one pass over the table, and an index would not help.
            jdbc.sql("UPDATE blob SET dropped = now() WHERE dropped IS NULL").update();
        });
        facility.request();
    }
}
