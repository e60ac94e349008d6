package dev.cloudlet.compute.tag;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Which resource has which tags. */
@Component
public final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final JdbcClient jdbc;

    public Tags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One tag of one resource. */
    public record Tagged(String resourceId, String resourceType, String key, String value) {}

    /** The tags of one resource, by their keys. */
    public Map<String, String> of(Place place, String resourceId) {
        return of(place, List.of(resourceId)).getOrDefault(resourceId, Map.of());
    }

    /** The tags of several resources, by their ids; one without tags is not among them. */
    public Map<String, Map<String, String>> of(Place place, Collection<String> resourceIds) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        if (resourceIds.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                        SELECT resource_id, key, value FROM tag
                        WHERE account = :account AND region = :region AND resource_id = ANY (:ids)
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("ids", resourceIds.toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                            .put(row.getString(2), row.getString(3));
                });
        return found;
    }

    /**
     * Resources of a region with their tags put on, in their order.
     *
     * @param id of a resource
     * @param tagged the resource with these tags in place of what it had
     */
    public <T> List<T> on(
            Place place,
            List<T> resources,
            Function<? super T, String> id,
            BiFunction<? super T, Map<String, String>, ? extends T> tagged) {
        Map<String, Map<String, String>> all =
                of(place, resources.stream().map(id).toList());
        List<T> whole = new ArrayList<>(resources.size());
        for (T each : resources) {
            whole.add(tagged.apply(each, all.getOrDefault(id.apply(each), Map.of())));
        }
        return List.copyOf(whole);
    }

    /** Every tag of a region, in the order of the resources' ids. */
    public List<Tagged> all(Place place) {
        return jdbc.sql("""
                        SELECT resource_id, resource_type, key, value FROM tag
                        WHERE account = :account AND region = :region ORDER BY resource_id, key
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .query((row, n) -> new Tagged(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /**
     * Adds tags, or changes the values of those that are there.
     *
     * @param type the resource's type as in an ARN, such as {@code instance}
     */
    public void put(Place place, String resourceId, String type, Map<String, String> tags) {
        tags.forEach((key, value) -> jdbc.sql("""
                        INSERT INTO tag (account, region, resource_id, resource_type, key, value)
                        VALUES (:account, :region, :id, :type, :key, :value)
                        ON CONFLICT (account, region, resource_id, key) DO UPDATE SET value = excluded.value
                        """)
                .param("account", place.account())
                .param("region", place.region())
                .param("id", resourceId)
                .param("type", type)
                .param("key", key)
                .param("value", value)
                .update());
        if (of(place, resourceId).keySet().stream()
                        .filter(key -> !isReserved(key))
                        .count()
                > MOST) {
            throw Ec2Error.TAG_LIMIT_EXCEEDED.of("The maximum number of tags (%d) has been reached.", MOST);
        }
    }

    /** Takes tags away: each if it has that value, whatever its value when that is empty; without any, all of the user's. */
    void remove(Place place, String resourceId, List<Tag> tags) {
        for (Map.Entry<String, String> tag : of(place, resourceId).entrySet()) {
            boolean asked = tags.isEmpty()
                    ? !isReserved(tag.getKey())
                    : tags.stream()
                            .anyMatch(each -> tag.getKey().equals(each.key())
                                    && (each.value() == null || each.value().equals(tag.getValue())));
            if (asked) {
                jdbc.sql("""
                                DELETE FROM tag
                                WHERE account = :account AND region = :region AND resource_id = :id AND key = :key
                                """)
                        .param("account", place.account())
                        .param("region", place.region())
                        .param("id", resourceId)
                        .param("key", tag.getKey())
                        .update();
            }
        }
    }

    /** Forgets the tags of a resource that is gone. */
    public void forget(Place place, String resourceId) {
        jdbc.sql("DELETE FROM tag WHERE account = :account AND region = :region AND resource_id = :id")
                .param("account", place.account())
                .param("region", place.region())
                .param("id", resourceId)
                .update();
    }

    /**
     * The tags of a request by their keys, once they are fit to be set by a user.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions">Tag restrictions</a>
     */
    public static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            String key = tag.key() == null ? "" : tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key.isEmpty()) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of("Tag keys must not be empty");
            }
            if (isReserved(key)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Value ( %s ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use",
                        key);
            }
            if (characters(key) > LONGEST_KEY) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Tag key exceeds the maximum length of %d characters", LONGEST_KEY);
            }
            if (characters(value) > LONGEST_VALUE) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Tag value exceeds the maximum length of %d characters", LONGEST_VALUE);
            }
            if (checked.put(key, value) != null) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Value ( %s ) for parameter key is invalid. Duplicate tag key specified.", key);
            }
        }
        if (checked.size() > MOST) {
            throw Ec2Error.TAG_LIMIT_EXCEEDED.of("The maximum number of tags (%d) has been reached.", MOST);
        }
        return checked;
    }

    /** In the SDK's form. */
    public static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isReserved(String key) {
        return key.regionMatches(true, 0, "aws:", 0, 4);
    }
}
