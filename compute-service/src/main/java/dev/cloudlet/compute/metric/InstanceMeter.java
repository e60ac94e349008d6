package dev.cloudlet.compute.metric;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.sandbox.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a machine has used since the last look into data points of AWS/EC2. */
final class InstanceMeter {
    private static final String GROUP_TAG = "aws:autoscaling:groupName";

    private final Map<String, Reading> last;

    InstanceMeter(Map<String, Reading> last) {
        this.last = last;
    }

    /** What was read of a machine, and when by a clock that nobody moves. */
    record Reading(Usage usage, long nanos) {}

    /** A data point as monitoring-service takes it. */
    record Point(String name, Map<String, String> dimensions, double value, String unit, Instant timestamp) {}

    /** The points since the last reading; none for the first one of a run. */
    List<Point> points(Instance instance, Reading now, Instant time) {
        Reading before = last.put(instance.id(), now);
        if (before == null || before.usage().cpuNanoseconds() > now.usage().cpuNanoseconds()) {
            return List.of();
        }
        Duration passed = Duration.ofNanos(now.nanos() - before.nanos());
        if (passed.isZero() || passed.isNegative()) {
            return List.of();
        }
        int vcpus = InstanceTypes.require(instance.launch().instanceType()).vcpus();
        double used = now.usage().cpuNanoseconds() - before.usage().cpuNanoseconds();
        double percent = Math.min(100, 100.0 * used / passed.toNanos() / vcpus);
        List<Point> points = new ArrayList<>();
        for (Map<String, String> dimensions : dimensions(instance)) {
            points.add(new Point("CPUUtilization", dimensions, percent, "Percent", time));
            points.add(new Point("NetworkIn", dimensions, in(before, now), "Bytes", time));
            points.add(new Point("NetworkOut", dimensions, out(before, now), "Bytes", time));
            points.add(new Point("StatusCheckFailed", dimensions, instance.impaired() ? 1 : 0, "Count", time));
            points.add(new Point("StatusCheckFailed_Instance", dimensions, instance.impaired() ? 1 : 0, "Count", time));
            // Who takes this reading is the host, and it is there.
            points.add(new Point("StatusCheckFailed_System", dimensions, 0, "Count", time));
        }
        return points;
    }

    private static double in(Reading before, Reading now) {
        return Math.max(0, now.usage().networkInBytes() - before.usage().networkInBytes());
    }

    private static double out(Reading before, Reading now) {
        return Math.max(0, now.usage().networkOutBytes() - before.usage().networkOutBytes());
    }

    private static List<Map<String, String>> dimensions(Instance instance) {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(Map.of("InstanceId", instance.id()));
        all.add(Map.of("ImageId", instance.launch().imageId()));
        all.add(Map.of("InstanceType", instance.launch().instanceType()));
        Optional.ofNullable(instance.tags().get(GROUP_TAG))
                .ifPresent(group -> all.add(Map.of("AutoScalingGroupName", group)));
        return all;
    }
}
