package dev.cloudlet.deploy.deployment;

import dev.cloudlet.protocol.ModelJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** The instances of each deployment. */
@Repository
class Targets {
    private final JdbcClient jdbc;

    Targets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DeploymentRow row, int position, InstanceTarget target) {
        jdbc.sql("""
                        INSERT INTO target (account, region, deployment, instance, position, status, updated, document)
                        VALUES (:account, :region, :deployment, :instance, :position, :status, :updated, :document::jsonb)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", row.account())
                .param("region", row.region())
                .param("deployment", row.id())
                .param("instance", target.targetId())
                .param("position", position)
                .param("status", target.statusAsString())
                .param("updated", Timestamp.from(target.lastUpdatedAt()))
                .param("document", ModelJson.write(target))
                .update();
    }

    void save(DeploymentRow row, InstanceTarget target) {
        jdbc.sql("""
                        UPDATE target SET status = :status, updated = :updated, document = :document::jsonb
                        WHERE account = :account AND region = :region AND deployment = :deployment AND instance = :instance
                        """)
                .param("status", target.statusAsString())
                .param("updated", Timestamp.from(target.lastUpdatedAt()))
                .param("document", ModelJson.write(target))
                .param("account", row.account())
                .param("region", row.region())
                .param("deployment", row.id())
                .param("instance", target.targetId())
                .update();
    }

    /** In the order in which they are deployed to. */
    List<InstanceTarget> of(DeploymentRow row) {
        return jdbc.sql("""
                        SELECT document FROM target WHERE account = :account AND region = :region AND deployment = :deployment
                        ORDER BY position
                        """)
                .param("account", row.account())
                .param("region", row.region())
                .param("deployment", row.id())
                .query((rs, n) -> ModelJson.read(rs.getString(1), InstanceTarget.builder()))
                .list();
    }

    /** Whether another deployment is at work on the instance. */
    boolean busyElsewhere(DeploymentRow row, String instance) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM target WHERE account = :account AND region = :region
                            AND instance = :instance AND status = 'InProgress' AND deployment <> :deployment)
                        """)
                .param("account", row.account())
                .param("region", row.region())
                .param("instance", instance)
                .param("deployment", row.id())
                .query(Boolean.class)
                .single();
    }

    /** How the group's last deployment to each instance went, by instance. */
    Map<String, String> lastStatuses(String account, String region, String groupId) {
        Map<String, String> statuses = new HashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (t.instance) t.instance, t.status
                        FROM target t JOIN deployment d ON (d.account, d.region, d.id) = (t.account, t.region, t.deployment)
                        WHERE d.account = :account AND d.region = :region AND d.group_id = :group AND t.status <> 'Skipped'
                        ORDER BY t.instance, d.created DESC
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .query(rs -> {
                    statuses.put(rs.getString(1), rs.getString(2));
                });
        return statuses;
    }

    /**
     * The group's last deployment to an instance.
     *
     * @param status of the instance in it
     */
    record Last(String status, String creator, RevisionLocation revision, Instant updated) {}

    /** By instance. */
    Map<String, Last> last(String account, String region, String groupId) {
        Map<String, Last> last = new HashMap<>();
        jdbc.sql("""
                        SELECT DISTINCT ON (t.instance) t.instance, t.status, t.updated, d.document
                        FROM target t JOIN deployment d ON (d.account, d.region, d.id) = (t.account, t.region, t.deployment)
                        WHERE d.account = :account AND d.region = :region AND d.group_id = :group
                        ORDER BY t.instance, d.created DESC
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .query(row -> {
                    DeploymentInfo deployment = ModelJson.read(row.getString("document"), DeploymentInfo.builder());
                    last.put(
                            row.getString("instance"),
                            new Last(
                                    row.getString("status"),
                                    deployment.creatorAsString(),
                                    deployment.revision(),
                                    row.getTimestamp("updated").toInstant()));
                });
        return last;
    }

    /** The instances whose last deployment of the group succeeded with this revision. */
    Set<String> current(String account, String region, String groupId, RevisionLocation revision) {
        return new HashSet<>(jdbc.sql("""
                        SELECT instance FROM (
                            SELECT DISTINCT ON (t.instance) t.instance, t.status, d.document -> 'revision' AS revision
                            FROM target t JOIN deployment d ON (d.account, d.region, d.id) = (t.account, t.region, t.deployment)
                            WHERE d.account = :account AND d.region = :region AND d.group_id = :group
                                AND t.status IN ('Succeeded', 'Failed')
                            ORDER BY t.instance, d.created DESC) last
                        WHERE status = 'Succeeded' AND revision = :revision::jsonb
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .param("revision", ModelJson.write(revision))
                .query(String.class)
                .list());
    }
}
