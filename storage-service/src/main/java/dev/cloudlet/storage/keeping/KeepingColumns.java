package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.encryption.Encryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The columns for how an object is kept, which versions and uploads have alike. What is usual is null. */
@Component
public final class KeepingColumns {
    /** To select and insert. */
    public static final String NAMES = "encryption, storage_class, lock_mode, locked_until, legal_hold";

    /** The values, as parameters. */
    public static final String VALUES =
            "CAST(:encryption AS jsonb), CAST(:storageClass AS text), CAST(:lockMode AS text), CAST(:lockedUntil AS timestamptz), CAST(:legalHold AS boolean)";

    private final JsonMapper json;

    public KeepingColumns(JsonMapper json) {
        this.json = json;
    }

    /** Sets the parameters. */
    public StatementSpec bind(StatementSpec statement, Keeping keeping) {
        ObjectLock lock = keeping.lock();
        return statement
                .param("encryption", encryption(keeping.encryption()))
                .param("storageClass", keeping.storageClass().shown())
                .param("lockMode", lock.mode() == null ? null : lock.mode().name())
                .param("lockedUntil", lock.until() == null ? null : S3Time.column(lock.until()))
                .param("legalHold", lock.legalHold());
    }

    private @Nullable String encryption(Encryption encryption) {
        return encryption instanceof Encryption.ServiceKey ? null : json.writeValueAsString(encryption);
    }

    /** Reads the columns of a row. */
    public Keeping read(ResultSet row) throws SQLException {
        String encryption = row.getString("encryption");
        return new Keeping(
                encryption == null ? new Encryption.ServiceKey() : json.readValue(encryption, Encryption.class),
                StorageClass.ofColumn(row.getString("storage_class")),
                new ObjectLock(
                        ObjectLock.Mode.of(row.getString("lock_mode")),
                        instant(row.getObject("locked_until", OffsetDateTime.class)),
                        row.getObject("legal_hold", Boolean.class)));
    }

    /** Reads the column that only versions have. */
    public @Nullable Restore restore(ResultSet row) throws SQLException {
        String restore = row.getString("restore");
        return restore == null ? null : json.readValue(restore, Restore.class);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
