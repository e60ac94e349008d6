package dev.cloudlet.build.run;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.stereotype.Component;

/** Removes all projects and builds, and what of them runs. */
@Component
class BuildsReset implements Resettable {
    private final Tables tables;
    private final BuildMachines machines;

    BuildsReset(Tables tables, BuildMachines machines) {
        this.tables = tables;
        this.machines = machines;
    }

    @Override
    public void reset() {
        tables.empty("build", "project");
    }

    @Override
    public void forget() {
        machines.removeAll();
    }
}
