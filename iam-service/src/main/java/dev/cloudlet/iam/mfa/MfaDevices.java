package dev.cloudlet.iam.mfa;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.tag.TagsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The virtual devices of accounts. */
@Repository
@Order(1)
class MfaDevices implements Hindrance {
    private final JdbcClient jdbc;
    private final TagsColumn tags;

    MfaDevices(JdbcClient jdbc, TagsColumn tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    void add(MfaDevice device) {
        int added = jdbc.sql("""
                        INSERT INTO mfa_device (account, serial, seed, last_step, tags)
                        VALUES (:account, :serial, :seed, 0, :tags::jsonb) ON CONFLICT DO NOTHING
                        """)
                .param("account", device.account())
                .param("serial", device.serial())
                .param("seed", device.sealedSeed())
                .param("tags", tags.write(device.tags()))
                .update();
        if (added == 0) {
            throw IamError.ENTITY_ALREADY_EXISTS.of("MFADevice entity at the same path and name already exists.");
        }
    }

    Optional<MfaDevice> find(String account, String serial) {
        return one(account, serial, "");
    }

    /** To be changed, or to have a code used up. */
    Optional<MfaDevice> lock(String account, String serial) {
        return one(account, serial, "FOR UPDATE");
    }

    private Optional<MfaDevice> one(String account, String serial, String locking) {
        return jdbc.sql("SELECT * FROM mfa_device WHERE account = :account AND serial = :serial " + locking)
                .param("account", account)
                .param("serial", serial)
                .query(this::row)
                .optional();
    }

    /** All of an account. */
    List<MfaDevice> all(String account) {
        return jdbc.sql("SELECT * FROM mfa_device WHERE account = :account ORDER BY serial")
                .param("account", account)
                .query(this::row)
                .list();
    }

    /** A user's: eight at most. */
    List<MfaDevice> of(String account, @Nullable String userId) {
        return jdbc.sql("SELECT * FROM mfa_device WHERE account = :account AND user_id = :user ORDER BY serial")
                .param("account", account)
                .param("user", userId)
                .query(this::row)
                .list();
    }

    void assign(MfaDevice device, String userId, Instant now, long step) {
        jdbc.sql("""
                        UPDATE mfa_device SET user_id = :user, enabled = :now, last_step = :step
                        WHERE account = :account AND serial = :serial
                        """)
                .param("user", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("step", step)
                .param("account", device.account())
                .param("serial", device.serial())
                .update();
    }

    void release(MfaDevice device) {
        jdbc.sql("UPDATE mfa_device SET user_id = NULL, enabled = NULL WHERE account = :account AND serial = :serial")
                .param("account", device.account())
                .param("serial", device.serial())
                .update();
    }

    void used(MfaDevice device, long step) {
        jdbc.sql("UPDATE mfa_device SET last_step = :step WHERE account = :account AND serial = :serial")
                .param("step", step)
                .param("account", device.account())
                .param("serial", device.serial())
                .update();
    }

    void setTags(MfaDevice device, Map<String, String> to) {
        jdbc.sql("UPDATE mfa_device SET tags = :tags::jsonb WHERE account = :account AND serial = :serial")
                .param("tags", tags.write(to))
                .param("account", device.account())
                .param("serial", device.serial())
                .update();
    }

    void remove(MfaDevice device) {
        jdbc.sql("DELETE FROM mfa_device WHERE account = :account AND serial = :serial")
                .param("account", device.account())
                .param("serial", device.serial())
                .update();
    }

    @Override
    public boolean on(Identity identity) {
        return !of(identity.account(), identity.id()).isEmpty();
    }

    @Override
    public String remedy() {
        return "delete MFA device";
    }

    private MfaDevice row(ResultSet row, int number) throws SQLException {
        OffsetDateTime enabled = row.getObject("enabled", OffsetDateTime.class);
        return new MfaDevice(
                row.getString("account"),
                row.getString("serial"),
                row.getBytes("seed"),
                row.getString("user_id"),
                enabled == null ? null : enabled.toInstant(),
                row.getLong("last_step"),
                tags.read(row.getString("tags")));
    }
}
