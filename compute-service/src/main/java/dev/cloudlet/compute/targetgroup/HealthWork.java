package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.loadbalancer.Balancers;
import dev.cloudlet.compute.targetgroup.Health.Finding;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.kit.work.Work;
import java.net.Inet4Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Looks after the targets of a group: asks for their health when it is time, lets those go that have drained. */
@Component
public final class HealthWork implements Work {
    /** Its key is the target group's ARN. */
    public static final String NAME = "target-health";

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

    private final Groups groups;
    private final Targets targets;
    private final TargetAddresses addresses;
    private final Balancers balancers;
    private final Enis enis;
    private final HealthCheck check;
    private final InFlight inFlight;
    private final HealthCounts counts;
    private final Clock clock;

    HealthWork(
            Groups groups,
            Targets targets,
            TargetAddresses addresses,
            Balancers balancers,
            Enis enis,
            HealthCheck check,
            InFlight inFlight,
            HealthCounts counts,
            Clock clock) {
        this.groups = groups;
        this.targets = targets;
        this.addresses = addresses;
        this.balancers = balancers;
        this.enis = enis;
        this.check = check;
        this.inFlight = inFlight;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String arn) {
        Optional<Group> found = groups.find(arn);
        if (found.isEmpty()) {
            return Next.done();
        }
        Group group = found.get();
        Set<String> uses = groups.uses(group);
        boolean draining = letGo(group, uses.isEmpty());
        if (uses.isEmpty()) {
            targets.restart(arn);
            return draining ? Next.after(GRACE) : Next.done();
        }
        List<Target> checkable =
                targets.of(arn).stream().filter(each -> !each.isDraining()).toList();
        Duration interval = Duration.ofSeconds(group.document().healthCheckIntervalSeconds());
        List<Target> due = due(checkable, interval);
        checkAll(group, due, source(uses));
        if (!due.isEmpty()) {
            counts.report(group, uses, targets.of(arn));
        }
        Duration pause = pause(targets.of(arn), interval);
        if (draining && pause.compareTo(GRACE) > 0) {
            pause = GRACE;
        }
        return checkable.isEmpty() && !draining ? Next.done() : Next.after(pause);
    }

    // Whether some are left that are still draining.
    private boolean letGo(Group group, boolean unused) {
        boolean left = false;
        Instant now = clock.instant();
        for (Target target : targets.of(group.arn())) {
            if (!target.isDraining()) {
                continue;
            }
            boolean over = !now.isBefore(target.since().plus(group.deregistrationDelay()));
            // Who routes by a list of a moment ago may still send something.
            boolean idle = !now.isBefore(target.since().plus(GRACE)) && !inFlight.busy(target);
            if (unused || over || idle) {
                targets.remove(target);
            } else {
                left = true;
            }
        }
        return left;
    }

    private List<Target> due(List<Target> all, Duration interval) {
        Instant now = clock.instant();
        return all.stream()
                .filter(each -> each.checked().isEmpty()
                        || !each.checked().get().plus(interval).isAfter(now))
                .toList();
    }

    private Duration pause(List<Target> all, Duration interval) {
        Instant now = clock.instant();
        Duration shortest = interval;
        for (Target target : all) {
            Duration left = target.isDraining() || target.checked().isEmpty()
                    ? LEAST_PAUSE
                    : Duration.between(now, target.checked().get().plus(interval));
            shortest = left.compareTo(shortest) < 0 ? left : shortest;
        }
        return shortest.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : shortest;
    }

    private Optional<Inet4Address> source(Set<String> uses) {
        for (String balancer : uses) {
            for (Balancers.Node node : balancers.nodes(balancer)) {
                Optional<Eni> eni = enis.find(node.eniId());
                if (node.wanted() && eni.isPresent()) {
                    return eni.map(Eni::inetAddress);
                }
            }
        }
        return Optional.empty();
    }

    private void checkAll(Group group, List<Target> due, Optional<Inet4Address> source) {
        if (due.isEmpty()) {
            return;
        }
        Map<String, Inet4Address> where = addresses.of(group, due);
        List<Runnable> checks = new ArrayList<>();
        for (Target target : due) {
            checks.add(() -> {
                Inet4Address address = where.get(target.id());
                Finding finding = address == null
                        ? new Finding.Failed("Target.FailedHealthChecks", "Health checks failed")
                        : check.ask(group, source, address, group.healthCheckPort(target.port()));
                targets.checked(
                        target,
                        target.health()
                                .after(
                                        finding,
                                        group.document().healthyThresholdCount(),
                                        group.document().unhealthyThresholdCount()));
            });
        }
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            checks.forEach(all::execute);
        }
    }
}
