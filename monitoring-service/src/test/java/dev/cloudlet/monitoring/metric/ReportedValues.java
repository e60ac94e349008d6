package dev.cloudlet.monitoring.metric;

import dev.cloudlet.monitoring.MonitoringFixture;
import java.util.List;
import java.util.Map;

/** A metric that a test reports, to the second. */
public record ReportedValues(MonitoringFixture cloud, String namespace, String name, Map<String, String> dimensions) {

    /** One value, now. */
    public void report(double value) {
        MetricName metric = new MetricName(MonitoringFixture.ACCOUNT, "us-east-1", namespace, name, dimensions);
        cloud.run(() -> {
            cloud.bean(Samples.class)
                    .add(
                            metric.account(),
                            metric.region(),
                            List.of(new Sample(metric, cloud.now(), "None", 1, Aggregate.of(value))),
                            cloud.now());
            return true;
        });
    }
}
