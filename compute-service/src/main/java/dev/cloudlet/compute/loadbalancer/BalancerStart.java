package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.kit.work.WorkQueue;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Has every balancer looked after when the service starts, since the host may have been restarted meanwhile; and removes all. */
@Component
@Order(BalancerStart.BEFORE_NETWORKS)
class BalancerStart implements Resettable {
    /** The interfaces of balancers go before the VPCs that they are in. */
    static final int BEFORE_NETWORKS = -10;

    private final Balancers balancers;
    private final NodeDoors doors;
    private final WorkQueue works;
    private final Tables tables;

    BalancerStart(Balancers balancers, NodeDoors doors, WorkQueue works, Tables tables) {
        this.balancers = balancers;
        this.doors = doors;
        this.works = works;
        this.tables = tables;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        balancers.arns().forEach(arn -> works.request(BalancerWork.NAME, arn));
    }

    @Override
    public void reset() {
        // Their interfaces go with the networks.
        tables.empty(
                "load_balancing_tag",
                "listener_rule",
                "listener",
                "target",
                "target_group",
                "load_balancer_node",
                "load_balancer");
    }

    @Override
    public void forget() {
        doors.closeAll();
    }
}
