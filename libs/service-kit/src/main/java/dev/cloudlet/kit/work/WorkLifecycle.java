package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts the scheduler once everything it may call is there. */
final class WorkLifecycle implements SmartLifecycle {
    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final String stableName;
    private volatile boolean running;

    WorkLifecycle(Scheduler scheduler, JdbcClient jdbc, String stableName) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.stableName = stableName;
    }

    @Override
    public void start() {
        // What an earlier life of this same process had picked is nobody's now.
        jdbc.sql("UPDATE scheduled_tasks SET picked = false, picked_by = null WHERE picked AND picked_by = :name")
                .param("name", stableName)
                .update();
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10_000;
    }
}
