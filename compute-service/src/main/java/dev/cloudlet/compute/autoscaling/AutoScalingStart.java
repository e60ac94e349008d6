package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Has every group looked after when the service starts; and removes all. */
@Component
@Order(AutoScalingStart.BEFORE_INSTANCES)
class AutoScalingStart implements Resettable {
    /** Groups go before their instances, or they would replace them. */
    static final int BEFORE_INSTANCES = -20;

    private final ScalingGroups groups;
    private final Capacity capacity;
    private final Tables tables;

    AutoScalingStart(ScalingGroups groups, Capacity capacity, Tables tables) {
        this.groups = groups;
        this.capacity = capacity;
        this.tables = tables;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        groups.keys().forEach(capacity::look);
    }

    @Override
    public void reset() {
        tables.empty(
                "lifecycle_action",
                "lifecycle_hook",
                "scheduled_action",
                "scaling_policy",
                "scaling_activity",
                "instance_refresh",
                "auto_scaling_instance",
                "auto_scaling_group");
    }
}
