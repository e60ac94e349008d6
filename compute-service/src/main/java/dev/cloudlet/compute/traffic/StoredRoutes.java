package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.listener.Listeners;
import dev.cloudlet.compute.listener.Rules;
import dev.cloudlet.compute.loadbalancer.Balancer;
import dev.cloudlet.compute.loadbalancer.Balancers;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.targetgroup.Group;
import dev.cloudlet.compute.targetgroup.Groups;
import dev.cloudlet.compute.targetgroup.Target;
import dev.cloudlet.compute.targetgroup.TargetAddresses;
import dev.cloudlet.compute.targetgroup.Targets;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reads what is stored, at most once in a while for each balancer: a change is seen everywhere within half a second. */
@Component
final class StoredRoutes implements RouteSource {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_KEPT = 10_000;

    private final Balancers balancers;
    private final Enis enis;
    private final SecurityGroups securityGroups;
    private final Listeners listeners;
    private final Rules rules;
    private final Groups groups;
    private final Targets targets;
    private final TargetAddresses addresses;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("routes-", 0).factory()));
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    StoredRoutes(
            Balancers balancers,
            Enis enis,
            SecurityGroups securityGroups,
            Listeners listeners,
            Rules rules,
            Groups groups,
            Targets targets,
            TargetAddresses addresses) {
        this.balancers = balancers;
        this.enis = enis;
        this.securityGroups = securityGroups;
        this.listeners = listeners;
        this.rules = rules;
        this.groups = groups;
        this.targets = targets;
        this.addresses = addresses;
    }

    private record Kept(long since, Mono<Optional<Routes>> routes) {}

    @Override
    public Mono<Optional<Routes>> find(String dnsName) {
        long now = System.nanoTime();
        Kept known = kept.get(dnsName);
        if (known != null && now - known.since() < FRESH_NANOS) {
            return known.routes();
        }
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        // Whoever comes meanwhile waits for the same answer.
        Kept next = kept.compute(
                dnsName,
                (name, there) -> there != null && now - there.since() < FRESH_NANOS
                        ? there
                        : new Kept(
                                now,
                                Mono.fromCallable(() -> read(name))
                                        .subscribeOn(threads)
                                        .cache()));
        return next.routes().doOnError(failure -> kept.remove(dnsName, next));
    }

    private Optional<Routes> read(String dnsName) {
        return balancers.named(dnsName).map(this::read);
    }

    private Routes read(Balancer balancer) {
        List<Routes.Port> ports = listeners.of(balancer.arn()).stream()
                .map(each -> new Routes.Port(each.port(), rules.of(each.listenerArn()), each.defaultActions()))
                .toList();
        Map<String, Pool> pools = new HashMap<>();
        groups.uses(balancer.place()).forEach((group, users) -> {
            if (users.contains(balancer.arn())) {
                groups.find(group).ifPresent(found -> pools.put(group, pool(found)));
            }
        });
        return new Routes(
                balancer,
                nodes(balancer),
                securityGroups.traffic(balancer.document().securityGroups(), false),
                ports,
                Map.copyOf(pools));
    }

    private List<Inet4Address> nodes(Balancer balancer) {
        List<Inet4Address> found = new ArrayList<>();
        for (Balancers.Node node : balancers.nodes(balancer.arn())) {
            if (node.wanted()) {
                enis.find(node.eniId()).map(Eni::inetAddress).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Pool pool(Group group) {
        List<Target> all = targets.of(group.arn()).stream()
                .filter(each -> !each.isDraining())
                .toList();
        Map<String, Inet4Address> where = addresses.of(group, all);
        List<Destination> open = new ArrayList<>();
        for (Target target : all) {
            Inet4Address address = where.get(target.id());
            if (address != null) {
                open.add(new Destination(
                        group.arn(),
                        target.id(),
                        target.port(),
                        new InetSocketAddress(address, target.port()),
                        target.isHealthy()));
            }
        }
        return new Pool(group, List.copyOf(open));
    }
}
