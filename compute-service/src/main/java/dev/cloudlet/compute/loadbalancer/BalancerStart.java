package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.machine.Interfaces;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.work.WorkQueue;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has every balancer looked after when the service starts, since the host may have been restarted meanwhile; and removes all. */
@Component
@Order(BalancerStart.BEFORE_NETWORKS)
class BalancerStart implements Resettable {
    /** The interfaces of balancers go before the VPCs that they are in. */
    static final int BEFORE_NETWORKS = -10;

    private final Balancers balancers;
    private final Enis enis;
    private final Interfaces interfaces;
    private final WorkQueue works;
    private final JdbcClient jdbc;

    BalancerStart(Balancers balancers, Enis enis, Interfaces interfaces, WorkQueue works, JdbcClient jdbc) {
        this.balancers = balancers;
        this.enis = enis;
        this.interfaces = interfaces;
        this.works = works;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        balancers.arns().forEach(arn -> works.request(BalancerWork.NAME, arn));
    }

    @Override
    public void reset() {
        for (String arn : balancers.arns()) {
            for (Balancers.Node node : balancers.nodes(arn)) {
                enis.find(node.eniId()).ifPresent(eni -> {
                    interfaces.detach(eni);
                    enis.remove(eni);
                    interfaces.forget(eni);
                });
            }
        }
        jdbc.sql(
                        "TRUNCATE load_balancer, load_balancer_node, target_group, target, listener, listener_rule, load_balancing_tag")
                .update();
    }
}
