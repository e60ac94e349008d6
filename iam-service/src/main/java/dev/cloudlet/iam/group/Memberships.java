package dev.cloudlet.iam.group;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Hindrance;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is in which group. */
@Repository
@Order(2)
public class Memberships implements Hindrance {
    private static final int MOST_GROUPS = 10;

    private final JdbcClient jdbc;
    private final Identities identities;

    Memberships(JdbcClient jdbc, Identities identities) {
        this.jdbc = jdbc;
        this.identities = identities;
    }

    /** Adds; once more changes nothing. Both are locked. */
    void add(Identity group, Identity user) {
        jdbc.sql("""
                        INSERT INTO membership (account, group_id, user_id) VALUES (:account, :group, :user)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", group.account())
                .param("group", group.id())
                .param("user", user.id())
                .update();
        if (groupIds(user).size() > MOST_GROUPS) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for GroupsPerUser: %d", MOST_GROUPS);
        }
    }

    /** Whether the user was in the group. */
    boolean remove(Identity group, Identity user) {
        return jdbc.sql("DELETE FROM membership WHERE account = :account AND group_id = :group AND user_id = :user")
                        .param("account", group.account())
                        .param("group", group.id())
                        .param("user", user.id())
                        .update()
                > 0;
    }

    /** Ten at most. */
    public List<Identity> groupsOf(Identity user) {
        return groupIds(user).stream()
                .map(id -> identities.byId(user.account(), id))
                .filter(Objects::nonNull)
                .toList();
    }

    Page<Identity> usersOf(Identity group, PageRequest page) {
        List<String> ids = jdbc.sql("""
                        SELECT i.id FROM membership m
                        JOIN identity i ON i.account = m.account AND i.id = m.user_id
                        WHERE m.account = :account AND m.group_id = :group AND i.name > :after
                        ORDER BY i.name LIMIT :rows
                        """)
                .param("account", group.account())
                .param("group", group.id())
                .param("after", page.after())
                .param("rows", page.rows())
                .query(String.class)
                .list();
        List<Identity> users = ids.stream()
                .map(id -> identities.byId(group.account(), id))
                .filter(Objects::nonNull)
                .toList();
        return Page.of(users, page, Identity::name);
    }

    @Override
    public boolean on(Identity identity) {
        return switch (identity.kind()) {
            case USER -> !groupIds(identity).isEmpty();
            case GROUP -> anyIn(identity);
            case ROLE -> false;
        };
    }

    @Override
    public String remedy() {
        return "remove users from group";
    }

    private boolean anyIn(Identity group) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM membership WHERE account = :account AND group_id = :group)")
                .param("account", group.account())
                .param("group", group.id())
                .query(Boolean.class)
                .single();
    }

    private List<String> groupIds(Identity user) {
        return jdbc.sql("SELECT group_id FROM membership WHERE account = :account AND user_id = :user")
                .param("account", user.account())
                .param("user", user.id())
                .query(String.class)
                .list();
    }
}
