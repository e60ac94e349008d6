package dev.cloudlet.iam.identity;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagsColumn;
import dev.cloudlet.protocol.AwsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users, groups and roles, as far as they are alike. */
@Repository
public class Identities {
    private final JdbcClient jdbc;
    private final TagsColumn tags;

    Identities(JdbcClient jdbc, TagsColumn tags) {
        this.jdbc = jdbc;
        this.tags = tags;
    }

    /** Adds it; a name that differs from another one of its kind in case only is taken. */
    public void add(Identity identity) {
        checkQuota(identity.account(), identity.kind());
        int added = jdbc.sql("""
                        INSERT INTO identity (account, id, kind, name, path, created, tags, boundary)
                        VALUES (:account, :id, :kind, :name, :path, :created, :tags::jsonb, :boundary)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", identity.account())
                .param("id", identity.id())
                .param("kind", identity.kind().name())
                .param("name", identity.name())
                .param("path", identity.path())
                .param("created", identity.created().atOffset(ZoneOffset.UTC))
                .param("tags", tags.write(identity.tags()))
                .param("boundary", identity.boundary())
                .update();
        if (added == 0) {
            throw taken(identity.kind(), identity.name());
        }
    }

    /** By its unique id; null when it is not there any more. */
    public @Nullable Identity byId(String account, String id) {
        return jdbc.sql("SELECT * FROM identity WHERE account = :account AND id = :id")
                .param("account", account)
                .param("id", id)
                .query(this::row)
                .optional()
                .orElse(null);
    }

    public @Nullable Identity find(String account, IdentityKind kind, String name) {
        return jdbc.sql("SELECT * FROM identity WHERE account = :account AND kind = :kind AND name = :name")
                .param("account", account)
                .param("kind", kind.name())
                .param("name", name)
                .query(this::row)
                .optional()
                .orElse(null);
    }

    /**
     * @throws AwsException NoSuchEntity
     */
    public Identity get(String account, IdentityKind kind, String name) {
        Identity identity = find(account, kind, name);
        if (identity == null) {
            throw missing(kind, name);
        }
        return identity;
    }

    /**
     * To be changed, or to have something attached: until the transaction ends nobody else does so, or deletes it.
     *
     * @throws AwsException NoSuchEntity
     */
    public Identity lock(String account, IdentityKind kind, String name) {
        return jdbc.sql("""
                        SELECT * FROM identity WHERE account = :account AND kind = :kind AND name = :name
                        FOR NO KEY UPDATE
                        """)
                .param("account", account)
                .param("kind", kind.name())
                .param("name", name)
                .query(this::row)
                .optional()
                .orElseThrow(() -> missing(kind, name));
    }

    /**
     * As {@link #lock}, for what a customer may not do to a service-linked role.
     *
     * @throws AwsException NoSuchEntity, UnmodifiableEntity
     */
    public Identity lockOwn(String account, IdentityKind kind, String name) {
        Identity identity = lock(account, kind, name);
        if (identity.serviceLinked()) {
            throw IamError.UNMODIFIABLE_ENTITY.of(
                    "Cannot perform the operation on the protected role '%s' - this role is only modifiable by AWS",
                    name);
        }
        return identity;
    }

    /**
     * By name.
     *
     * @param pathPrefix how the path begins, null for all
     */
    public Page<Identity> list(String account, IdentityKind kind, @Nullable String pathPrefix, PageRequest page) {
        return Page.of(
                jdbc.sql("""
                                SELECT * FROM identity
                                WHERE account = :account AND kind = :kind AND name > :after
                                  AND starts_with(path, :prefix)
                                ORDER BY name LIMIT :rows
                                """)
                        .param("account", account)
                        .param("kind", kind.name())
                        .param("after", page.after())
                        .param("prefix", Objects.requireNonNullElse(pathPrefix, "/"))
                        .param("rows", page.rows())
                        .query(this::row)
                        .list(),
                page,
                Identity::name);
    }

    /** Another name or path; its unique id and all that hangs on it stay. */
    public void rename(Identity identity, String name, String path) {
        try {
            jdbc.sql("UPDATE identity SET name = :name, path = :path WHERE account = :account AND id = :id")
                    .param("name", name)
                    .param("path", path)
                    .param("account", identity.account())
                    .param("id", identity.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw taken(identity.kind(), name);
        }
    }

    public void setTags(Identity identity, Map<String, String> to) {
        jdbc.sql("UPDATE identity SET tags = :tags::jsonb WHERE account = :account AND id = :id")
                .param("tags", tags.write(to))
                .param("account", identity.account())
                .param("id", identity.id())
                .update();
    }

    public void setBoundary(Identity identity, @Nullable String policyArn) {
        jdbc.sql("UPDATE identity SET boundary = :boundary WHERE account = :account AND id = :id")
                .param("boundary", policyArn)
                .param("account", identity.account())
                .param("id", identity.id())
                .update();
    }

    public void remove(Identity identity) {
        jdbc.sql("DELETE FROM identity WHERE account = :account AND id = :id")
                .param("account", identity.account())
                .param("id", identity.id())
                .update();
    }

    public int count(String account, IdentityKind kind) {
        return jdbc.sql("SELECT count(*) FROM identity WHERE account = :account AND kind = :kind")
                .param("account", account)
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
    }

    private void checkQuota(String account, IdentityKind kind) {
        if (count(account, kind) >= kind.quota()) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for %s: %d", kind.quotaName(), kind.quota());
        }
    }

    private static AwsException missing(IdentityKind kind, String name) {
        return IamError.NO_SUCH_ENTITY.of("The %s with name %s cannot be found.", kind.word(), name);
    }

    private static AwsException taken(IdentityKind kind, String name) {
        return IamError.ENTITY_ALREADY_EXISTS.of("%s with name %s already exists.", kind.title(), name);
    }

    private Identity row(ResultSet row, int number) throws SQLException {
        return new Identity(
                row.getString("account"),
                row.getString("id"),
                IdentityKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("path"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                tags.read(row.getString("tags")),
                row.getString("boundary"));
    }
}
