package dev.cloudlet.compute.region;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.regions.Region;

/**
 * The availability zones of each region.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html">Zones</a>
 */
public final class Zones {
    private static final int USUAL = 3;
    private static final Map<String, Integer> MORE = Map.of("us-east-1", 6, "us-west-2", 4, "ap-northeast-2", 4);
    private static final Map<String, String> DIRECTIONS = Map.of(
            "north", "n",
            "south", "s",
            "east", "e",
            "west", "w",
            "central", "c",
            "northeast", "ne",
            "southeast", "se",
            "northwest", "nw",
            "southwest", "sw");

    private Zones() {}

    /**
     * A zone.
     *
     * @param name such as {@code us-east-1a}
     * @param id the same in every account, such as {@code use1-az1}
     */
    public record Zone(String name, String id) {}

    /** The zones of a region, in the order of their names. */
    public static List<Zone> of(String region) {
        return IntStream.range(0, MORE.getOrDefault(region, USUAL))
                .mapToObj(n -> new Zone(region + (char) ('a' + n), shortName(region) + "-az" + (n + 1)))
                .toList();
    }

    /** Whether the region has such a zone. */
    public static boolean exists(String region, String zone) {
        return of(region).stream().anyMatch(each -> each.name().equals(zone));
    }

    /** The id of a zone, from its name. */
    public static String id(String region, String zone) {
        return of(region).stream()
                .filter(each -> each.name().equals(zone))
                .map(Zone::id)
                .findFirst()
                .orElse(zone);
    }

    /** The regions of AWS's standard partition. */
    static List<String> regions() {
        return Region.regions().stream()
                .filter(each -> !each.isGlobalRegion() && each.metadata() != null)
                .filter(each -> each.metadata().partition().id().equals("aws"))
                .map(Region::id)
                .sorted()
                .toList();
    }

    // us-gov-west-1 is usgw1, ap-southeast-2 is apse2.
    private static String shortName(String region) {
        StringBuilder name = new StringBuilder();
        for (String part : region.split("-")) {
            String direction = DIRECTIONS.get(part);
            name.append(direction != null ? direction : part.equals("gov") ? "g" : part);
        }
        return name.toString();
    }
}
