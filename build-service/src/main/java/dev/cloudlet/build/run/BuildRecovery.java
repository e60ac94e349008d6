package dev.cloudlet.build.run;

import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.SandboxException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * After a start of the cloud: what is on the host and belongs to no build goes, and the builds that run are looked after again.
 * Before the long work begins, or a machine that is just being launched would be taken for one of nobody.
 */
@Component
final class BuildRecovery implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BuildRecovery.class);

    private final Builds builds;
    private final BuildMachines machines;
    private final WorkQueue works;
    private volatile boolean running;

    BuildRecovery(Builds builds, BuildMachines machines, WorkQueue works) {
        this.builds = builds;
        this.machines = machines;
        this.works = works;
    }

    @Override
    public void start() {
        List<BuildRow> unfinished = builds.unfinished();
        try {
            machines.keepOnly(unfinished);
        } catch (SandboxException e) {
            // The builds may fail for it, and say so; everything else of the cloud need not.
            log.warn("the builds that run are not looked after: {}", e.getMessage());
        }
        unfinished.forEach(each -> works.request(BuildWork.NAME, each.key()));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Just before the scheduler of the long work. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10_001;
    }
}
