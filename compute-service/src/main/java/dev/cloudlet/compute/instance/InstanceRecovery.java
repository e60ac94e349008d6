package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Sandbox;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * After a start of the cloud: what runs on the host and belongs to no instance is removed, and every instance is looked after
 * again. Before the long work begins, or a machine that is just being launched would be taken for an orphan.
 */
@Component
final class InstanceRecovery implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InstanceRecovery.class);

    private final Sandbox sandbox;
    private final Instances instances;
    private final Enis enis;
    private final WorkQueue works;
    private volatile boolean running;

    InstanceRecovery(Sandbox sandbox, Instances instances, Enis enis, WorkQueue works) {
        this.sandbox = sandbox;
        this.instances = instances;
        this.enis = enis;
        this.works = works;
    }

    @Override
    public void start() {
        if (sandbox.machines().availability() instanceof Availability.Available) {
            List<Instance> alive = instances.in(EnumSet.complementOf(EnumSet.of(InstanceState.TERMINATED)));
            Set<String> ids = new HashSet<>();
            alive.forEach(each -> ids.add(each.id()));
            Set<String> orphans = sandbox.machines().reconcile(ids);
            if (!orphans.isEmpty()) {
                log.warn("removed machines that belong to no instance: {}", orphans);
            }
            Map<String, String> interfaces = enis.vpcsById();
            sandbox.networks().reconcile(new HashSet<>(interfaces.values()), interfaces.keySet());
            alive.forEach(each -> works.request(InstanceWork.NAME, each.id()));
        }
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
