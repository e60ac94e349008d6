package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.loadbalancer.BalancingMetrics;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells CloudWatch how many targets of a group are well. */
@Component
final class HealthCounts {
    private final BalancingMetrics metrics;
    private final Clock clock;

    HealthCounts(BalancingMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    void report(Group group, Set<String> balancers, List<Target> targets) {
        String name = group.arn().substring(group.arn().lastIndexOf(':') + 1);
        for (String balancer : balancers) {
            Map<String, String> dimensions = Map.of("TargetGroup", name, "LoadBalancer", ElbNames.path(balancer));
            metrics.report(
                    group.place(),
                    List.of(
                            datum("HealthyHostCount", Health.State.HEALTHY, targets, dimensions),
                            datum("UnHealthyHostCount", Health.State.UNHEALTHY, targets, dimensions)));
        }
    }

    private BalancingMetrics.Datum datum(
            String name, Health.State state, List<Target> targets, Map<String, String> dimensions) {
        long count =
                targets.stream().filter(each -> each.health().state() == state).count();
        return new BalancingMetrics.Datum(name, dimensions, (double) count, null, "Count", clock.instant());
    }
}
