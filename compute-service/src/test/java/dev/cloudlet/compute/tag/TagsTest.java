package dev.cloudlet.compute.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

final class TagsTest {
    /** One character of Unicode, two of Java's. */
    private static final String CLOUD = "\uD83C\uDF29";

    private static Map<String, String> checked(String key, String value) {
        return Tags.checked(List.of(Tag.builder().key(key).value(value).build()));
    }

    @Test
    void keysHaveAtMost128Characters() {
        assertThat(checked(CLOUD.repeat(128), "")).containsOnlyKeys(CLOUD.repeat(128));
        assertThatThrownBy(() -> checked("k".repeat(129), ""))
                .hasMessage("Tag key exceeds the maximum length of 128 characters");
    }

    @Test
    void valuesHaveAtMost256Characters() {
        assertThat(checked("k", CLOUD.repeat(256))).containsEntry("k", CLOUD.repeat(256));
        assertThatThrownBy(() -> checked("k", "v".repeat(257)))
                .hasMessage("Tag value exceeds the maximum length of 256 characters");
    }
}
