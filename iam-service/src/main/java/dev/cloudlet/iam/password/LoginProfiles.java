package dev.cloudlet.iam.password;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.iam.model.LoginProfile;

/** The passwords of users, hashed. */
@Repository
@Order(0)
class LoginProfiles implements Hindrance {
    /** As many as a policy may want to know. */
    private static final int REMEMBERED = 24;

    private final JdbcClient jdbc;

    LoginProfiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LoginProfile> find(Identity user) {
        return jdbc.sql("SELECT created, reset_required FROM login_profile WHERE account = :account AND user_id = :id")
                .param("account", user.account())
                .param("id", user.id())
                .query((row, number) -> LoginProfile.builder()
                        .userName(user.name())
                        .createDate(
                                row.getObject("created", OffsetDateTime.class).toInstant())
                        .passwordResetRequired(row.getBoolean("reset_required"))
                        .build())
                .optional();
    }

    /** The hashes of the last passwords, the present one first; none without a profile. */
    List<String> hashes(Identity user) {
        return jdbc.sql("SELECT unnest(hashes) FROM login_profile WHERE account = :account AND user_id = :id")
                .param("account", user.account())
                .param("id", user.id())
                .query(String.class)
                .list();
    }

    void add(Identity user, String hash, boolean resetRequired, Instant now) {
        int added = jdbc.sql("""
                        INSERT INTO login_profile (account, user_id, hashes, reset_required, created, changed)
                        VALUES (:account, :id, ARRAY[:hash], :reset, :now, :now) ON CONFLICT DO NOTHING
                        """)
                .param("account", user.account())
                .param("id", user.id())
                .param("hash", hash)
                .param("reset", resetRequired)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            throw IamError.ENTITY_ALREADY_EXISTS.of("Login Profile for user %s already exists.", user.name());
        }
    }

    /** Another password; those before are remembered. */
    void setPassword(Identity user, String hash, Instant now) {
        List<String> hashes = new ArrayList<>(hashes(user));
        hashes.addFirst(hash);
        jdbc.sql("""
                        UPDATE login_profile SET hashes = :hashes, changed = :now, reset_required = false
                        WHERE account = :account AND user_id = :id
                        """)
                .param("hashes", hashes.stream().limit(REMEMBERED).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", user.account())
                .param("id", user.id())
                .update();
    }

    void setResetRequired(Identity user, boolean required) {
        jdbc.sql("UPDATE login_profile SET reset_required = :reset WHERE account = :account AND user_id = :id")
                .param("reset", required)
                .param("account", user.account())
                .param("id", user.id())
                .update();
    }

    void remove(Identity user) {
        int removed = jdbc.sql("DELETE FROM login_profile WHERE account = :account AND user_id = :id")
                .param("account", user.account())
                .param("id", user.id())
                .update();
        if (removed == 0) {
            throw missing(user);
        }
    }

    static AwsException missing(Identity user) {
        return IamError.NO_SUCH_ENTITY.of("Login Profile for User %s cannot be found.", user.name());
    }

    @Override
    public boolean on(Identity identity) {
        return find(identity).isPresent();
    }

    @Override
    public String remedy() {
        return "delete login profile";
    }
}
