package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.kit.reset.Resettable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has every group looked after when the service starts; and removes all. */
@Component
@Order(AutoScalingStart.BEFORE_INSTANCES)
class AutoScalingStart implements Resettable {
    /** Groups go before their instances, or they would replace them. */
    static final int BEFORE_INSTANCES = -20;

    private final ScalingGroups groups;
    private final Capacity capacity;
    private final JdbcClient jdbc;

    AutoScalingStart(ScalingGroups groups, Capacity capacity, JdbcClient jdbc) {
        this.groups = groups;
        this.capacity = capacity;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        groups.keys().forEach(capacity::look);
    }

    @Override
    public void reset() {
        jdbc.sql("""
                        TRUNCATE auto_scaling_group, auto_scaling_instance, scaling_activity, scaling_policy,
                            scheduled_action, lifecycle_hook, lifecycle_action
                        """).update();
    }
}
