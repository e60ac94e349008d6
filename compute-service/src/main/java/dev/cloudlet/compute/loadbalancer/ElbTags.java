package dev.cloudlet.compute.loadbalancer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** The tags of load balancers, target groups, listeners and rules, by their ARNs. */
@Component
public final class ElbTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final JdbcClient jdbc;

    public ElbTags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tags of a resource. */
    public Map<String, String> of(String arn) {
        Map<String, String> tags = new TreeMap<>();
        jdbc.sql("SELECT key, value FROM load_balancing_tag WHERE resource = :arn")
                .param("arn", arn)
                .query(row -> {
                    tags.put(row.getString(1), row.getString(2));
                });
        return tags;
    }

    /** Adds tags, or changes the values of those that are there. */
    public void put(String arn, List<Tag> tags) {
        checked(tags).forEach((key, value) -> jdbc.sql("""
                        INSERT INTO load_balancing_tag (resource, key, value) VALUES (:arn, :key, :value)
                        ON CONFLICT (resource, key) DO UPDATE SET value = excluded.value
                        """)
                .param("arn", arn)
                .param("key", key)
                .param("value", value)
                .update());
        if (of(arn).size() > MOST) {
            throw ElbError.TOO_MANY_TAGS.of("You have exceeded the maximum number of tags for the resource");
        }
    }

    void remove(String arn, List<String> keys) {
        jdbc.sql("DELETE FROM load_balancing_tag WHERE resource = :arn AND key = ANY (:keys)")
                .param("arn", arn)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    /** Forgets the tags of a resource that is gone. */
    public void forget(String arn) {
        jdbc.sql("DELETE FROM load_balancing_tag WHERE resource = :arn")
                .param("arn", arn)
                .update();
    }

    private static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            String value = tag.value() == null ? "" : tag.value();
            if (tag.key().regionMatches(true, 0, "aws:", 0, 4)) {
                throw ElbError.VALIDATION_ERROR.of("Tag keys starting with 'aws:' are reserved for system use");
            }
            if (tag.key().isEmpty() || tag.key().length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw ElbError.VALIDATION_ERROR.of("A tag key has 1 to 128 characters, a value at most 256");
            }
            if (checked.put(tag.key(), value) != null) {
                throw ElbError.DUPLICATE_TAG_KEYS.of("Tag keys must be unique; '%s' is not", tag.key());
            }
        }
        return checked;
    }
}
