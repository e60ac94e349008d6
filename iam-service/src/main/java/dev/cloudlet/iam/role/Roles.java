package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The roles. */
@Repository
public class Roles {
    private final JdbcClient jdbc;
    private final Identities identities;
    private final TrustPolicies trust;
    private final TagsColumn map;

    Roles(JdbcClient jdbc, Identities identities, TrustPolicies trust, TagsColumn map) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.trust = trust;
        this.map = map;
    }

    void add(Role role, TrustPolicy policy) {
        identities.add(role.identity());
        jdbc.sql("""
                        INSERT INTO role (account, id, trust_policy, trusted, description, max_session_seconds)
                        VALUES (:account, :id, :trust, :trusted::jsonb, :description, :seconds)
                        """)
                .param("account", role.identity().account())
                .param("id", role.identity().id())
                .param("trust", policy.document())
                .param("trusted", map.write(policy.trusted()))
                .param("description", role.description())
                .param("seconds", role.maxSessionSeconds())
                .update();
    }

    public @Nullable Role find(String account, String name) {
        Identity identity = identities.find(account, IdentityKind.ROLE, name);
        return identity == null ? null : withDetails(account, List.of(identity)).getFirst();
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException NoSuchEntity
     */
    public Role get(String account, String name) {
        Identity identity = identities.get(account, IdentityKind.ROLE, name);
        return withDetails(account, List.of(identity)).getFirst();
    }

    /** To be changed. */
    public Role lock(String account, String name) {
        Identity identity = identities.lock(account, IdentityKind.ROLE, name);
        return withDetails(account, List.of(identity)).getFirst();
    }

    /** To be changed in a way that service-linked roles are not: as {@link Identities#lockOwn}. */
    Role lockOwn(String account, String name) {
        Identity identity = identities.lockOwn(account, IdentityKind.ROLE, name);
        return withDetails(account, List.of(identity)).getFirst();
    }

    /** Those with these unique ids that are there. */
    public List<Role> byIds(String account, List<String> ids) {
        return withDetails(
                account,
                ids.stream()
                        .map(id -> identities.byId(account, id))
                        .filter(Objects::nonNull)
                        .toList());
    }

    Page<Role> list(String account, @Nullable String pathPrefix, PageRequest page) {
        Page<Identity> found = identities.list(account, IdentityKind.ROLE, pathPrefix, page);
        return new Page<>(withDetails(account, found.items()), found.marker());
    }

    void setTrustPolicy(Role role, TrustPolicy policy) {
        jdbc.sql("""
                        UPDATE role SET trust_policy = :trust, trusted = :trusted::jsonb
                        WHERE account = :account AND id = :id
                        """)
                .param("trust", policy.document())
                .param("trusted", map.write(policy.trusted()))
                .param("account", role.identity().account())
                .param("id", role.identity().id())
                .update();
    }

    void update(Role role, String description, int maxSessionSeconds) {
        jdbc.sql("""
                        UPDATE role SET description = :description, max_session_seconds = :seconds
                        WHERE account = :account AND id = :id
                        """)
                .param("description", description)
                .param("seconds", maxSessionSeconds)
                .param("account", role.identity().account())
                .param("id", role.identity().id())
                .update();
    }

    private List<Role> withDetails(String account, List<Identity> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, Identity> byId = found.stream().collect(Collectors.toMap(Identity::id, Function.identity()));
        Map<String, Role> roles = jdbc
                .sql("SELECT * FROM role WHERE account = :account AND id IN (:ids)")
                .param("account", account)
                .param("ids", byId.keySet())
                .query((row, number) -> role(row, byId))
                .list()
                .stream()
                .collect(Collectors.toMap(role -> role.identity().id(), Function.identity()));
        return found.stream()
                .map(each -> roles.get(each.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Role role(ResultSet row, Map<String, Identity> byId) throws SQLException {
        OffsetDateTime lastUsed = row.getObject("last_used", OffsetDateTime.class);
        return new Role(
                Objects.requireNonNull(byId.get(row.getString("id"))),
                trust.current(
                        row.getString("account"),
                        new TrustPolicy(row.getString("trust_policy"), map.read(row.getString("trusted")))),
                row.getString("description"),
                row.getInt("max_session_seconds"),
                lastUsed == null ? null : new Role.LastUse(lastUsed.toInstant(), row.getString("last_used_region")));
    }
}
