package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.stereotype.Component;

@Component
class DeployReset implements Resettable {
    private final Tables tables;

    DeployReset(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void reset() {
        tables.empty(
                "launch_hook",
                "host_command",
                "target",
                "deployment",
                "revision",
                "deployment_group",
                "deployment_config",
                "application");
    }
}
