package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells CloudWatch how load balancers and target groups do, under {@code AWS/ApplicationELB}. */
@Component
public final class BalancingMetrics {
    private static final Logger log = LoggerFactory.getLogger(BalancingMetrics.class);

    private final ServiceCalls services;

    BalancingMetrics(ServiceCalls services) {
        this.services = services;
    }

    /** One datum: a value, or what several make together. */
    public record Datum(
            String name,
            Map<String, String> dimensions,
            @Nullable Double value,
            @Nullable Statistics statistics,
            String unit,
            Instant timestamp) {}

    /** What several values make together. */
    public record Statistics(double sampleCount, double sum, double min, double max) {}

    private record Question(String account, String region, String namespace, List<Datum> data) {}

    /** Reports, or gives up: metrics are not worth holding anything back for. */
    public void report(Place place, List<Datum> data) {
        try {
            services.call(
                    "monitoring-service",
                    "put-metrics",
                    new Question(place.account(), place.region(), "AWS/ApplicationELB", data),
                    Boolean.class);
        } catch (AwsException unavailable) {
            log.debug("metrics of {} are lost: {}", place, unavailable.getMessage());
        }
    }
}
