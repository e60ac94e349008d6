package dev.cloudlet.storage.reset;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.storage.facility.FacilityWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Empties the storage: no bucket is left. */
@Component
class StorageReset implements Resettable {
    private final JdbcClient jdbc;
    private final Tables tables;
    private final FacilityWork facility;

    StorageReset(JdbcClient jdbc, Tables tables, FacilityWork facility) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.facility = facility;
    }

    @Override
    public void reset() {
        tables.empty("object_part", "object_version", "upload_part", "upload", "bucket_configuration", "bucket");
        jdbc.sql("DELETE FROM blob WHERE bytes IS NOT NULL").update();
        // All of them: this is one pass over the table, and an index would not help.
        jdbc.sql("UPDATE blob SET dropped = now() WHERE dropped IS NULL").update();
    }

    @Override
    public void forget() {
        facility.request();
    }
}
