package dev.cloudlet.deploy.deployment;

import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codedeploy.model.AutoScalingGroup;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** Keeps the launch hooks at Auto Scaling groups as the deployment groups name them. */
@Component
class InstalledHooks {
    private static final Logger log = LoggerFactory.getLogger(InstalledHooks.class);

    private final JdbcClient jdbc;
    private final LaunchHooks hooks;

    InstalledHooks(JdbcClient jdbc, LaunchHooks hooks) {
        this.jdbc = jdbc;
        this.hooks = hooks;
    }

    private record Installed(String autoScalingGroup, String name, ServiceRole role) {}

    /**
     * Installs what is missing and removes what is not wanted any more.
     *
     * @param group null when it has been deleted
     */
    void settle(String account, String region, String groupId, @Nullable DeploymentGroupInfo group) {
        List<AutoScalingGroup> wanted = group == null
                ? List.of()
                : group.autoScalingGroups().stream()
                        .filter(each -> each.hook() != null)
                        .toList();
        List<Installed> there = installed(account, region, groupId);
        for (Installed each : there) {
            if (wanted.stream().noneMatch(w -> w.name().equals(each.autoScalingGroup()))) {
                remove(each);
                forget(account, region, groupId, each.autoScalingGroup());
            }
        }
        for (AutoScalingGroup each : wanted) {
            if (group != null
                    && there.stream().noneMatch(t -> t.autoScalingGroup().equals(each.name()))) {
                ServiceRole role = ServiceRole.of(account, region, group);
                hooks.install(role, each.name(), each.hook());
                remember(account, region, groupId, new Installed(each.name(), each.hook(), role));
            }
        }
    }

    /** The hook of a deployment group at an Auto Scaling group. */
    static Optional<String> hook(DeploymentGroupInfo group, String autoScalingGroup) {
        return group.autoScalingGroups().stream()
                .filter(each -> each.name().equals(autoScalingGroup))
                .findFirst()
                .map(AutoScalingGroup::hook);
    }

    // A role that is gone, or may not do it any more, leaves the hook behind, as on AWS.
    private void remove(Installed each) {
        try {
            hooks.remove(each.role(), each.autoScalingGroup(), each.name());
        } catch (AwsException e) {
            if (e.status() >= 500) {
                throw e;
            }
            log.warn("hook {} stays at {}: {}", each.name(), each.autoScalingGroup(), e.message());
        } catch (AwsServiceException e) {
            if (e.statusCode() != 403) {
                throw e;
            }
            log.warn("hook {} stays at {}: {}", each.name(), each.autoScalingGroup(), e.getMessage());
        }
    }

    private List<Installed> installed(String account, String region, String groupId) {
        return jdbc.sql("""
                        SELECT * FROM launch_hook WHERE account = :account AND region = :region AND group_id = :group
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .query((row, n) -> new Installed(
                        row.getString("auto_scaling_group"),
                        row.getString("name"),
                        new ServiceRole(region, row.getString("role"), row.getString("group_arn"))))
                .list();
    }

    private void remember(String account, String region, String groupId, Installed hook) {
        jdbc.sql("""
                        INSERT INTO launch_hook (account, region, group_id, auto_scaling_group, name, role, group_arn)
                        VALUES (:account, :region, :group, :scaling, :name, :role, :arn) ON CONFLICT DO NOTHING
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .param("scaling", hook.autoScalingGroup())
                .param("name", hook.name())
                .param("role", hook.role().arn())
                .param("arn", hook.role().groupArn())
                .update();
    }

    private void forget(String account, String region, String groupId, String autoScalingGroup) {
        jdbc.sql("""
                        DELETE FROM launch_hook
                        WHERE account = :account AND region = :region AND group_id = :group AND auto_scaling_group = :scaling
                        """)
                .param("account", account)
                .param("region", region)
                .param("group", groupId)
                .param("scaling", autoScalingGroup)
                .update();
    }
}
