package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagsColumn;
import dev.cloudlet.protocol.AwsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The instance profiles. */
@Repository
@Order(3)
public class InstanceProfiles implements Hindrance {
    private static final int QUOTA = 1_000;

    private final JdbcClient jdbc;
    private final TagsColumn tags;

    InstanceProfiles(JdbcClient jdbc, TagsColumn tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    void add(InstanceProfile profile) {
        if (count(profile.account()) >= QUOTA) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for InstanceProfilesPerAccount: %d", QUOTA);
        }
        int added = jdbc.sql("""
                        INSERT INTO instance_profile (account, name, path, id, created, tags)
                        VALUES (:account, :name, :path, :id, :created, :tags::jsonb) ON CONFLICT DO NOTHING
                        """)
                .param("account", profile.account())
                .param("name", profile.name())
                .param("path", profile.path())
                .param("id", profile.id())
                .param("created", profile.created().atOffset(ZoneOffset.UTC))
                .param("tags", tags.write(profile.tags()))
                .update();
        if (added == 0) {
            throw IamError.ENTITY_ALREADY_EXISTS.of("Instance Profile %s already exists.", profile.name());
        }
    }

    Optional<InstanceProfile> find(String account, String name) {
        return jdbc.sql("SELECT * FROM instance_profile WHERE account = :account AND name = :name")
                .param("account", account)
                .param("name", name)
                .query(this::row)
                .optional();
    }

    /**
     * @throws AwsException NoSuchEntity
     */
    InstanceProfile get(String account, String name) {
        return find(account, name).orElseThrow(() -> missing(name));
    }

    /** To be changed. */
    InstanceProfile lock(String account, String name) {
        return jdbc.sql("SELECT * FROM instance_profile WHERE account = :account AND name = :name FOR UPDATE")
                .param("account", account)
                .param("name", name)
                .query(this::row)
                .optional()
                .orElseThrow(() -> missing(name));
    }

    Page<InstanceProfile> list(String account, String pathPrefix, PageRequest page) {
        return Page.of(
                jdbc.sql("""
                                SELECT * FROM instance_profile
                                WHERE account = :account AND name > :after AND starts_with(path, :prefix)
                                ORDER BY name LIMIT :rows
                                """)
                        .param("account", account)
                        .param("after", page.after())
                        .param("prefix", pathPrefix)
                        .param("rows", page.rows())
                        .query(this::row)
                        .list(),
                page,
                InstanceProfile::name);
    }

    Page<InstanceProfile> listWith(Identity role, PageRequest page) {
        return Page.of(
                jdbc.sql("""
                                SELECT * FROM instance_profile
                                WHERE account = :account AND role_id = :role AND name > :after
                                ORDER BY name LIMIT :rows
                                """)
                        .param("account", role.account())
                        .param("role", role.id())
                        .param("after", page.after())
                        .param("rows", page.rows())
                        .query(this::row)
                        .list(),
                page,
                InstanceProfile::name);
    }

    @Override
    public boolean on(Identity identity) {
        return identity.kind() == IdentityKind.ROLE
                && jdbc.sql("SELECT EXISTS (SELECT FROM instance_profile WHERE account = :account AND role_id = :role)")
                        .param("account", identity.account())
                        .param("role", identity.id())
                        .query(Boolean.class)
                        .single();
    }

    @Override
    public String remedy() {
        return "remove roles from instance profile";
    }

    void setRole(InstanceProfile profile, @Nullable String roleId) {
        jdbc.sql("UPDATE instance_profile SET role_id = :role WHERE account = :account AND name = :name")
                .param("role", roleId)
                .param("account", profile.account())
                .param("name", profile.name())
                .update();
    }

    void setTags(InstanceProfile profile, Map<String, String> to) {
        jdbc.sql("UPDATE instance_profile SET tags = :tags::jsonb WHERE account = :account AND name = :name")
                .param("tags", tags.write(to))
                .param("account", profile.account())
                .param("name", profile.name())
                .update();
    }

    void remove(InstanceProfile profile) {
        jdbc.sql("DELETE FROM instance_profile WHERE account = :account AND name = :name")
                .param("account", profile.account())
                .param("name", profile.name())
                .update();
    }

    public int count(String account) {
        return jdbc.sql("SELECT count(*) FROM instance_profile WHERE account = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    static AwsException missing(String name) {
        return IamError.NO_SUCH_ENTITY.of("Instance Profile %s cannot be found.", name);
    }

    private InstanceProfile row(ResultSet row, int number) throws SQLException {
        return new InstanceProfile(
                row.getString("account"),
                row.getString("name"),
                row.getString("path"),
                row.getString("id"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                tags.read(row.getString("tags")),
                row.getString("role_id"));
    }
}
