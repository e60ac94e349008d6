package dev.cloudlet.deploy.deployment;

import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** The deployments of all accounts. */
@Repository
public class Deployments {
    private static final String SELECT = """
            SELECT d.account, d.region, d.group_id, d.stop, d.stop_rollback, d.document, g.application, g.name
            FROM deployment d JOIN deployment_group g ON (g.account, g.region, g.id) = (d.account, d.region, d.group_id)
            WHERE d.account = :account AND d.region = :region\s""";

    private final JdbcClient jdbc;

    Deployments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DeploymentRow row) {
        jdbc.sql("""
                        INSERT INTO deployment (account, region, id, group_id, status, creator, created, document)
                        VALUES (:account, :region, :id, :group, :status, :creator, :created, :document::jsonb)
                        """)
                .param("account", row.account())
                .param("region", row.region())
                .param("id", row.id())
                .param("group", row.groupId())
                .param("status", row.info().statusAsString())
                .param("creator", row.info().creatorAsString())
                .param("created", Timestamp.from(row.info().createTime()))
                .param("document", ModelJson.write(row.info()))
                .update();
    }

    /** Keeps what a step of the work found; whether it was asked to stop is not the step's to say. */
    void save(DeploymentRow row) {
        jdbc.sql("""
                        UPDATE deployment SET status = :status, completed = :completed, document = :document::jsonb
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("status", row.info().statusAsString())
                .param(
                        "completed",
                        row.info().completeTime() == null
                                ? null
                                : Timestamp.from(row.info().completeTime()))
                .param("document", ModelJson.write(row.info()))
                .param("account", row.account())
                .param("region", row.region())
                .param("id", row.id())
                .update();
    }

    void requestStop(String account, String region, String id, boolean rollback) {
        jdbc.sql("""
                        UPDATE deployment SET stop = true, stop_rollback = :rollback
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("rollback", rollback)
                .param("account", account)
                .param("region", region)
                .param("id", id)
                .update();
    }

    public Optional<DeploymentRow> find(String account, String region, String id) {
        return find(account, region, List.of(id)).stream().findFirst();
    }

    List<DeploymentRow> find(String account, String region, Collection<String> ids) {
        return jdbc.sql(SELECT + "AND d.id IN (:ids)")
                .param("account", account)
                .param("region", region)
                .param("ids", ids)
                .query(Deployments::row)
                .list();
    }

    /** Newest first. */
    List<DeploymentRow> list(String account, String region) {
        return jdbc.sql(SELECT + "ORDER BY d.created DESC, d.id")
                .param("account", account)
                .param("region", region)
                .query(Deployments::row)
                .list();
    }

    /** The active one that stands in the way of another. */
    Optional<String> active(String account, String region, String groupId) {
        return jdbc.sql("""
                        SELECT id FROM deployment WHERE account = :account AND region = :region AND group_id = :group
                        AND status IN ('Created', 'Queued', 'InProgress') AND creator <> 'autoscaling'
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .query(String.class)
                .optional();
    }

    /** What the group runs: what a rollback goes back to, and new instances get. */
    Optional<DeploymentRow> lastSuccessful(String account, String region, String groupId) {
        return jdbc.sql(SELECT + """
                        AND d.group_id = :group AND d.status = 'Succeeded' AND d.creator <> 'autoscaling'
                        ORDER BY d.created DESC LIMIT 1""")
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .query(Deployments::row)
                .optional();
    }

    private static DeploymentRow row(ResultSet rs, int n) throws SQLException {
        return new DeploymentRow(
                rs.getString("account"),
                rs.getString("region"),
                rs.getString("group_id"),
                rs.getBoolean("stop"),
                rs.getBoolean("stop_rollback"),
                ModelJson.read(rs.getString("document"), DeploymentInfo.builder()).toBuilder()
                        .applicationName(rs.getString("application"))
                        .deploymentGroupName(rs.getString("name"))
                        .build());
    }
}
