package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.loadbalancer.BalancingMetrics;
import dev.cloudlet.compute.loadbalancer.ElbNames;
import dev.cloudlet.kit.reset.Resettable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/** Counts requests, and reports every ten seconds what has come together. */
@Component
final class TrafficMetrics implements SmartLifecycle, Resettable {
    private static final int SECONDS = 10;
    private static final double NANOS = 1e9;

    private final BalancingMetrics metrics;
    private final Clock clock;
    private final Map<Key, Cell> cells = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("traffic-metrics").factory());
    private volatile boolean running;

    TrafficMetrics(BalancingMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Key(Place place, String name, String unit, Map<String, String> dimensions) {}

    private record Cell(double count, double sum, double min, double max) {
        Cell plus(Cell other) {
            return new Cell(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    Measured begin(Routes routes) {
        Map<String, String> dimensions =
                Map.of("LoadBalancer", ElbNames.path(routes.balancer().arn()));
        Measured measured = new Measured(routes.balancer().place(), dimensions, System.nanoTime());
        measured.count("RequestCount", dimensions);
        return measured;
    }

    /** One request. */
    final class Measured {
        private final Place place;
        private final Map<String, String> balancer;
        private final long begun;

        private Measured(Place place, Map<String, String> balancer, long begun) {
            this.place = place;
            this.balancer = balancer;
            this.begun = begun;
        }

        /** The balancer has answered it by itself, as its rules say. */
        void answered(String metric) {
            count(metric, balancer);
        }

        /** The balancer could not have it answered. */
        void failed(int status) {
            count("HTTPCode_ELB_" + status / 100 + "XX_Count", balancer);
        }

        /** A target has answered it, or the balancer has for that target. */
        void forwarded(ServerHttpResponse response, Pool pool) {
            HttpStatusCode status = response.getStatusCode();
            int code = status == null ? 502 : status.value();
            if (code == HttpStatus.SWITCHING_PROTOCOLS.value()) {
                // Neither a response nor a time that it took: a conversation that has ended.
                return;
            }
            if ("awselb/2.0".equals(response.getHeaders().getFirst("Server"))) {
                failed(code);
                return;
            }
            Map<String, String> both = new HashMap<>(balancer);
            String arn = pool.group().arn();
            String group = arn.substring(arn.lastIndexOf(':') + 1);
            both.put("TargetGroup", group);
            both = Map.copyOf(both);
            double seconds = (System.nanoTime() - begun) / NANOS;
            for (Map<String, String> dimensions : List.of(balancer, both)) {
                count("HTTPCode_Target_" + code / 100 + "XX_Count", dimensions);
                add("TargetResponseTime", "Seconds", dimensions, seconds);
            }
            count("RequestCount", both);
            double share = 1.0 / Math.max(1, pool.open().size());
            add("RequestCountPerTarget", "Count", both, share);
            add("RequestCountPerTarget", "Count", Map.of("TargetGroup", group), share);
        }

        private void count(String name, Map<String, String> dimensions) {
            add(name, "Count", dimensions, 1);
        }

        private void add(String name, String unit, Map<String, String> dimensions, double value) {
            cells.merge(new Key(place, name, unit, dimensions), new Cell(1, value, value, value), Cell::plus);
        }
    }

    private void report() {
        Instant now = clock.instant();
        Map<Place, List<BalancingMetrics.Datum>> data = new HashMap<>();
        for (Key key : List.copyOf(cells.keySet())) {
            Cell cell = cells.remove(key);
            if (cell != null) {
                data.computeIfAbsent(key.place(), place -> new ArrayList<>())
                        .add(new BalancingMetrics.Datum(
                                key.name(),
                                key.dimensions(),
                                null,
                                new BalancingMetrics.Statistics(cell.count(), cell.sum(), cell.min(), cell.max()),
                                key.unit(),
                                now));
            }
        }
        data.forEach(metrics::report);
    }

    @Override
    public void reset() {
        cells.clear();
    }

    @Override
    public void start() {
        running = true;
        var unused = timer.scheduleWithFixedDelay(this::report, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
