package dev.cloudlet.monitoring;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Requests the standing work when the service starts, and again after a reset, which forgets all work. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class StandingWorks implements SmartLifecycle, Resettable {
    private final List<StandingWork> works;
    private final WorkQueue queue;
    private volatile boolean running;

    StandingWorks(List<StandingWork> works, WorkQueue queue) {
        this.works = works;
        this.queue = queue;
    }

    @Override
    public void start() {
        request();
        running = true;
    }

    /** What is requested is removed by the kit, with all other work. */
    @Override
    public void reset() {}

    @Override
    public void forget() {
        request();
    }

    private void request() {
        works.forEach(work -> queue.request(work.name(), StandingWork.KEY));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
