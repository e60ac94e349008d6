package dev.cloudlet.deploy.group;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** The deployment groups of all applications. */
@Repository
public class DeploymentGroups {
    private static final String COLUMNS = "application, name, id, document";

    private final JdbcClient jdbc;

    DeploymentGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean add(Call call, DeploymentGroupInfo group) {
        return jdbc.sql("""
                                INSERT INTO deployment_group (account, region, application, name, id, document)
                                VALUES (:account, :region, :application, :name, :id, :document::jsonb) ON CONFLICT DO NOTHING
                                """)
                        .param("account", call.account())
                        .param("region", call.region())
                        .param("application", group.applicationName())
                        .param("name", group.deploymentGroupName())
                        .param("id", group.deploymentGroupId())
                        .param("document", ModelJson.write(group))
                        .update()
                == 1;
    }

    void replace(Call call, DeploymentGroupInfo group) {
        jdbc.sql("""
                        UPDATE deployment_group SET name = :name, document = :document::jsonb
                        WHERE account = :account AND region = :region AND id = :id
                        """)
                .param("account", call.account())
                .param("region", call.region())
                .param("id", group.deploymentGroupId())
                .param("name", group.deploymentGroupName())
                .param("document", ModelJson.write(group))
                .update();
    }

    /** The id of what was deleted. */
    Optional<String> delete(Call call, String application, String name) {
        return jdbc.sql("""
                        DELETE FROM deployment_group
                        WHERE account = :account AND region = :region AND application = :application AND name = :name
                        RETURNING id
                        """)
                .param("account", call.account())
                .param("region", call.region())
                .param("application", application)
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** The group, or its refusal. */
    public DeploymentGroupInfo get(Call call, String application, String name) {
        return find(call, application, List.of(name)).stream()
                .findFirst()
                .orElseThrow(() ->
                        DeployError.DEPLOYMENT_GROUP_DOES_NOT_EXIST.of("No Deployment Group found for name: %s", name));
    }

    List<DeploymentGroupInfo> find(Call call, String application, Collection<String> names) {
        return jdbc
                .sql("SELECT " + COLUMNS + " FROM deployment_group WHERE account = :account AND region = :region"
                        + " AND application = :application AND name IN (:names)")
                .param("account", call.account())
                .param("region", call.region())
                .param("application", application)
                .param("names", names)
                .query(DeploymentGroups::row)
                .list()
                .stream()
                .map(group -> withHistory(call, group))
                .toList();
    }

    /** The group of that id, without its history. */
    public Optional<DeploymentGroupInfo> find(String account, String region, String id) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM deployment_group WHERE account = :account AND region = :region AND id = :id")
                .param("account", account)
                .param("region", region)
                .param("id", id)
                .query(DeploymentGroups::row)
                .optional();
    }

    /** Locks the group until the transaction ends: deployments of it begin one after the other. */
    public void lock(String account, String region, String id) {
        jdbc.sql("SELECT 1 FROM deployment_group WHERE account = :account AND region = :region AND id = :id FOR UPDATE")
                .param("account", account)
                .param("region", region)
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    public List<String> names(Call call, String application) {
        return jdbc.sql("""
                        SELECT name FROM deployment_group
                        WHERE account = :account AND region = :region AND application = :application ORDER BY name
                        """)
                .param("account", call.account())
                .param("region", call.region())
                .param("application", application)
                .query(String.class)
                .list();
    }

    /** The groups whose target is this revision. */
    public List<String> havingTarget(Call call, String application, RevisionLocation revision) {
        List<String> names = names(call, application);
        return names.isEmpty()
                ? List.of()
                : find(call, application, names).stream()
                        .filter(group -> revision.equals(group.targetRevision()))
                        .map(DeploymentGroupInfo::deploymentGroupName)
                        .toList();
    }

    private DeploymentGroupInfo withHistory(Call call, DeploymentGroupInfo group) {
        Optional<DeploymentInfo> attempted = last(call, group, "status <> ''");
        Optional<DeploymentInfo> succeeded = last(call, group, "status = 'Succeeded'");
        DeploymentGroupInfo.Builder history = group.toBuilder();
        attempted.ifPresent(d -> history.lastAttemptedDeployment(summary(d)).targetRevision(d.revision()));
        succeeded.ifPresent(d -> history.lastSuccessfulDeployment(summary(d)));
        return history.build();
    }

    private Optional<DeploymentInfo> last(Call call, DeploymentGroupInfo group, String condition) {
        return jdbc.sql("SELECT document FROM deployment WHERE account = :account AND region = :region"
                        + " AND group_id = :group AND " + condition + " ORDER BY created DESC LIMIT 1")
                .param("account", call.account())
                .param("region", call.region())
                .param("group", group.deploymentGroupId())
                .query((row, n) -> ModelJson.read(row.getString(1), DeploymentInfo.builder()))
                .optional();
    }

    private static LastDeploymentInfo summary(DeploymentInfo deployment) {
        return LastDeploymentInfo.builder()
                .deploymentId(deployment.deploymentId())
                .status(deployment.status())
                .createTime(deployment.createTime())
                .endTime(deployment.completeTime())
                .build();
    }

    private static DeploymentGroupInfo row(ResultSet rs, int n) throws SQLException {
        return ModelJson.read(rs.getString("document"), DeploymentGroupInfo.builder()).toBuilder()
                .applicationName(rs.getString("application"))
                .deploymentGroupName(rs.getString("name"))
                .build();
    }
}
