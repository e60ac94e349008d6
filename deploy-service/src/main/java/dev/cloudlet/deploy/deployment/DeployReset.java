package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.reset.Resettable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DeployReset implements Resettable {
    private final JdbcClient jdbc;

    DeployReset(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void reset() {
        jdbc.sql(
                        "TRUNCATE application, deployment_config, deployment_group, revision, deployment, target, host_command, launch_hook")
                .update();
    }
}
