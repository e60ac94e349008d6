package dev.cloudlet.e2e.tour;

import dev.cloudlet.e2e.Clients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** An alarm on the group's CPU that makes it grow, and one that makes it shrink; and who makes work for it. */
final class Scaling {
    private static final String BUSY = "hello-busy";
    private static final String IDLE = "hello-idle";
    private static final int CUSTOMERS = 8;

    private final Site site;
    private final AutoScalingClient scaling;
    private final CloudWatchClient cloudwatch;

    Scaling(Site site, Clients clients, AwsCredentials who) {
        this.site = site;
        this.scaling = clients.client(AutoScalingClient.builder(), who);
        this.cloudwatch = clients.client(CloudWatchClient.builder(), who);
    }

    /** Far above what idle instances use, and within reach where others keep the machine busy too. */
    void growWhenBusy() {
        alarm(BUSY, ComparisonOperator.GREATER_THAN_THRESHOLD, 5, 1);
    }

    void shrinkWhenIdle() {
        alarm(IDLE, ComparisonOperator.LESS_THAN_THRESHOLD, 2, -1);
    }

    private void alarm(String name, ComparisonOperator comparison, double percent, int adjustment) {
        String policy = scaling.putScalingPolicy(r -> r.autoScalingGroupName(Site.GROUP)
                        .policyName(name)
                        .adjustmentType("ChangeInCapacity")
                        .scalingAdjustment(adjustment)
                        .cooldown(10))
                .policyARN();
        cloudwatch.putMetricAlarm(r -> r.alarmName(name)
                .namespace("AWS/EC2")
                .metricName("CPUUtilization")
                .dimensions(Dimension.builder()
                        .name("AutoScalingGroupName")
                        .value(Site.GROUP)
                        .build())
                .statistic(Statistic.AVERAGE)
                .period(10)
                .evaluationPeriods(2)
                .comparisonOperator(comparison)
                .threshold(percent)
                .alarmActions(policy));
    }

    /** What the group has done of late, the newest first. */
    List<String> causes() {
        return scaling.describeScalingActivities(r -> r.autoScalingGroupName(Site.GROUP)).activities().stream()
                .map(Activity::cause)
                .toList();
    }

    /** Makes work as long as something takes. */
    void underLoad(Runnable something) throws InterruptedException {
        AtomicBoolean wanted = new AtomicBoolean(true);
        List<Thread> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(each -> Thread.ofVirtual().start(() -> ask(wanted)))
                .toList();
        try {
            something.run();
        } finally {
            wanted.set(false);
            for (Thread each : customers) {
                each.join(Duration.ofSeconds(15));
            }
        }
    }

    private void ask(AtomicBoolean wanted) {
        while (wanted.get()) {
            try {
                site.get("/work?ms=500");
            } catch (IOException e) {
                // Whether the site serves is the visitors' matter: these only keep it busy.
            }
        }
    }

    void remove() {
        cloudwatch.deleteAlarms(r -> r.alarmNames(BUSY, IDLE));
    }
}
