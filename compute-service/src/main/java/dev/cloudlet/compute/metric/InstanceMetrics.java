package dev.cloudlet.compute.metric;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceState;
import dev.cloudlet.compute.instance.Instances;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads every running machine's meters, tells monitoring-service, and keeps the status checks. */
@Component
final class InstanceMetrics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InstanceMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String NAMESPACE = "AWS/EC2";
    private static final int MOST_POINTS = 500;

    private final Instances instances;
    private final Machines machines;
    private final ServiceCalls services;
    private final Clock clock;
    private final Map<String, InstanceMeter.Reading> last = new ConcurrentHashMap<>();
    private final InstanceMeter meter = new InstanceMeter(last);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("instance-metrics").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> ticking;

    InstanceMetrics(Instances instances, Machines machines, ServiceCalls services, Clock clock) {
        this.instances = instances;
        this.machines = machines;
        this.services = services;
        this.clock = clock;
    }

    /** What monitoring-service takes. */
    record PutMetrics(String account, String region, String namespace, List<InstanceMeter.Point> data) {}

    private void tick() {
        try {
            List<Instance> running = instances.in(List.of(InstanceState.RUNNING));
            last.keySet().retainAll(running.stream().map(Instance::id).collect(Collectors.toSet()));
            Map<Place, List<String>> ids = new HashMap<>();
            running.forEach(each -> ids.computeIfAbsent(each.place(), place -> new ArrayList<>())
                    .add(each.id()));
            ids.forEach((place, theirs) -> measure(place, instances.find(place, theirs)));
        } catch (RuntimeException e) {
            // The edge of this thread: a timer that throws never ticks again.
            log.warn("metrics of instances were not taken: {}", e.toString());
        }
    }

    private void measure(Place place, List<Instance> running) {
        Instant now = clock.instant();
        List<InstanceMeter.Point> points = new ArrayList<>();
        for (Instance each : running) {
            boolean impaired = isImpaired(each.id());
            if (impaired != each.impaired()) {
                instances.checked(each.id(), impaired);
            }
            try {
                points.addAll(meter.points(
                        each, new InstanceMeter.Reading(machines.usage(each.id()), System.nanoTime()), now));
            } catch (SandboxException e) {
                log.debug("{} cannot be measured: {}", each.id(), e.getMessage());
            }
        }
        for (int from = 0; from < points.size(); from += MOST_POINTS) {
            put(place, points.subList(from, Math.min(points.size(), from + MOST_POINTS)));
        }
    }

    // It should run and its machine does not: it ended and is not yet seen to, or somebody froze it.
    private boolean isImpaired(String id) {
        return machines.find(id)
                .map(each -> !(each.state() instanceof Machine.State.Running))
                .orElse(true);
    }

    private void put(Place place, List<InstanceMeter.Point> points) {
        try {
            services.call(
                    "monitoring-service",
                    "put-metrics",
                    new PutMetrics(place.account(), place.region(), NAMESPACE, List.copyOf(points)),
                    Boolean.class);
        } catch (AwsException e) {
            log.debug("metrics of {} were not taken: {}", place, e.toString());
        }
    }

    @Override
    public void start() {
        ticking = timer.scheduleAtFixedRate(this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> now = ticking;
        ticking = null;
        if (now != null) {
            now.cancel(false);
        }
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    /** After the other services of this JVM can be asked. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 5_000;
    }
}
