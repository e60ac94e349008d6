package dev.cloudlet.compute.instancetype;

import dev.cloudlet.compute.Ec2Error;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instance types that can be had.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html">General purpose specifications</a>
 */
public final class InstanceTypes {
    /** The one that AWS takes when none is named. */
    public static final String DEFAULT = "m1.small";

    private static final int GIB = 1024;

    private static final List<InstanceType> ALL = all();

    private InstanceTypes() {}

    /** All of them, in the order of their names. */
    public static List<InstanceType> list() {
        return ALL;
    }

    /** The type of this name. */
    public static Optional<InstanceType> find(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The type of this name, or InvalidParameterValue as RunInstances answers it. */
    public static InstanceType require(String name) {
        return find(name)
                .orElseThrow(() -> Ec2Error.INVALID_PARAMETER_VALUE.of("Invalid value '%s' for InstanceType.", name));
    }

    /** The type of this name, or InvalidInstanceType as DescribeInstanceTypes answers it. */
    static InstanceType described(String name) {
        return find(name)
                .orElseThrow(() -> Ec2Error.INVALID_INSTANCE_TYPE.of(
                        "The following supplied instance types do not exist: [%s]", name));
    }

    private static List<InstanceType> all() {
        List<InstanceType> all = new ArrayList<>();
        Map<String, int[]> burstable = Map.of(
                "nano", new int[] {2, GIB / 2},
                "micro", new int[] {2, GIB},
                "small", new int[] {2, 2 * GIB},
                "medium", new int[] {2, 4 * GIB},
                "large", new int[] {2, 8 * GIB},
                "xlarge", new int[] {4, 16 * GIB},
                "2xlarge", new int[] {8, 32 * GIB});
        burstable.forEach((size, has) -> {
            all.add(new InstanceType("t3." + size, has[0], has[1], 2, 2500, true, "nitro"));
            all.add(new InstanceType("t3a." + size, has[0], has[1], 2, 2200, true, "nitro"));
        });
        Map<String, int[]> older = Map.of(
                "nano", new int[] {1, GIB / 2},
                "micro", new int[] {1, GIB},
                "small", new int[] {1, 2 * GIB},
                "medium", new int[] {2, 4 * GIB},
                "large", new int[] {2, 8 * GIB});
        older.forEach((size, has) -> all.add(new InstanceType("t2." + size, has[0], has[1], 1, 2300, true, "xen")));
        Map<String, Integer> sizes = Map.of("large", 2, "xlarge", 4, "2xlarge", 8, "4xlarge", 16);
        sizes.forEach((size, vcpus) -> {
            all.add(new InstanceType("m5." + size, vcpus, vcpus * 4 * GIB, 2, 3100, false, "nitro"));
            all.add(new InstanceType("c5." + size, vcpus, vcpus * 2 * GIB, 2, 3400, false, "nitro"));
            all.add(new InstanceType("r5." + size, vcpus, vcpus * 8 * GIB, 2, 3100, false, "nitro"));
        });
        all.add(new InstanceType(DEFAULT, 1, 1740, 1, 2000, false, "xen"));
        all.sort(Comparator.comparing(InstanceType::name));
        return List.copyOf(all);
    }
}
