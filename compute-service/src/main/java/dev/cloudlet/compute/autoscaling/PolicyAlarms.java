package dev.cloudlet.compute.autoscaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.internal.ServiceCalls;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** The alarms that target tracking keeps: one for too much, which is quick, one for too little, which is patient. */
@Component
class PolicyAlarms {
    private static final int PERIOD = 60;
    private static final int HIGH_PERIODS = 3;
    private static final int LOW_PERIODS = 15;
    private static final double LOW_SHARE = 0.9;
    private static final String MONITORING = "monitoring-service";

    private final ServiceCalls services;
    private final Policies policies;

    PolicyAlarms(ServiceCalls services, Policies policies) {
        this.services = services;
        this.policies = policies;
    }

    /** A metric as alarms name it. */
    private record Watched(
            String namespace,
            String name,
            @Nullable String statistic,
            @Nullable String unit,
            List<NameAndValue> dimensions) {}

    private record NameAndValue(
            @JsonProperty("Name") String name,
            @JsonProperty("Value") String value) {}

    /** With the members of PutMetricAlarm. */
    private record Wanted(
            @JsonProperty("AlarmName") String alarmName,
            @JsonProperty("AlarmDescription") String alarmDescription,
            @JsonProperty("AlarmActions") List<String> alarmActions,
            @JsonProperty("MetricName") String metricName,
            @JsonProperty("Namespace") String namespace,
            @JsonProperty("Statistic") @Nullable String statistic,
            @JsonProperty("Dimensions") List<NameAndValue> dimensions,
            @JsonProperty("Period") int period,
            @JsonProperty("Unit") @Nullable String unit,
            @JsonProperty("EvaluationPeriods") int evaluationPeriods,
            @JsonProperty("Threshold") double threshold,
            @JsonProperty("ComparisonOperator") String comparisonOperator) {}

    private record Put(String account, String region, Wanted alarm) {}

    private record Delete(String account, String region, List<String> names) {}

    /** Makes the alarms of a policy. */
    List<Alarm> make(GroupKey group, String policyArn, TargetTrackingConfiguration target) {
        Watched watched = watched(group, target);
        String prefix = "TargetTracking-" + group.name() + "-Alarm";
        Alarm high = put(
                group.place(),
                policyArn,
                watched,
                prefix + "High-" + UUID.randomUUID(),
                HIGH_PERIODS,
                target.targetValue(),
                "GreaterThanThreshold");
        if (Boolean.TRUE.equals(target.disableScaleIn())) {
            return List.of(high);
        }
        return List.of(
                high,
                put(
                        group.place(),
                        policyArn,
                        watched,
                        prefix + "Low-" + UUID.randomUUID(),
                        LOW_PERIODS,
                        target.targetValue() * LOW_SHARE,
                        "LessThanThreshold"));
    }

    private Alarm put(
            Place place,
            String policyArn,
            Watched watched,
            String name,
            int periods,
            double threshold,
            String comparison) {
        Wanted wanted = new Wanted(
                name,
                "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + policyArn + ".",
                List.of(policyArn),
                watched.name(),
                watched.namespace(),
                watched.statistic(),
                watched.dimensions(),
                PERIOD,
                watched.unit(),
                periods,
                threshold,
                comparison);
        services.call(MONITORING, "put-alarm", new Put(place.account(), place.region(), wanted), Boolean.class);
        return Alarm.builder()
                .alarmName(name)
                .alarmARN("arn:aws:cloudwatch:" + place.region() + ":" + place.account() + ":alarm:" + name)
                .build();
    }

    void remove(Place place, ScalingPolicy policy) {
        List<String> names = policy.alarms().stream().map(Alarm::alarmName).toList();
        if (!names.isEmpty()) {
            services.call(
                    MONITORING, "delete-alarms", new Delete(place.account(), place.region(), names), Boolean.class);
        }
    }

    void removeAll(GroupKey group) {
        policies.of(group).forEach(each -> remove(group.place(), each));
    }

    private static Watched watched(GroupKey group, TargetTrackingConfiguration target) {
        PredefinedMetricSpecification predefined = target.predefinedMetricSpecification();
        CustomizedMetricSpecification customized = target.customizedMetricSpecification();
        if ((predefined == null) == (customized == null)) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified");
        }
        if (customized != null) {
            if (!customized.metrics().isEmpty()) {
                throw ScalingError.NOT_IMPLEMENTED.of("Metric math in target tracking is not part of this cloud.");
            }
            if (customized.metricName() == null || customized.namespace() == null || customized.statistic() == null) {
                throw ScalingError.VALIDATION_ERROR.of("A metric name, a namespace and a statistic must be specified");
            }
            return new Watched(
                    customized.namespace(),
                    customized.metricName(),
                    customized.statisticAsString(),
                    customized.unit(),
                    customized.dimensions().stream()
                            .map(each -> new NameAndValue(each.name(), each.value()))
                            .toList());
        }
        return predefined(group, predefined);
    }

    private static Watched predefined(GroupKey group, PredefinedMetricSpecification wanted) {
        Map<String, String> ec2 = Map.of(
                "ASGAverageCPUUtilization", "CPUUtilization",
                "ASGAverageNetworkIn", "NetworkIn",
                "ASGAverageNetworkOut", "NetworkOut");
        String type = String.valueOf(wanted.predefinedMetricTypeAsString());
        String metric = ec2.get(type);
        if (metric != null) {
            return new Watched(
                    "AWS/EC2",
                    metric,
                    "Average",
                    null,
                    List.of(new NameAndValue("AutoScalingGroupName", group.name())));
        }
        if (!type.equals("ALBRequestCountPerTarget")) {
            throw ScalingError.VALIDATION_ERROR.of("Invalid predefined metric type: %s", type);
        }
        String label = String.valueOf(wanted.resourceLabel());
        int at = label.indexOf("/targetgroup/");
        if (!label.startsWith("app/") || at < 0) {
            throw ScalingError.VALIDATION_ERROR.of(
                    "The resource label must have the form app/<name>/<id>/targetgroup/<name>/<id>");
        }
        return new Watched(
                "AWS/ApplicationELB",
                "RequestCountPerTarget",
                "Sum",
                null,
                List.of(new NameAndValue("TargetGroup", label.substring(at + 1))));
    }
}
