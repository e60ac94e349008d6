package dev.cloudlet.compute.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MetadataTreeTest {
    private final MetadataTree tree = new MetadataTree()
            .put("meta-data/ami-id", "ami-1")
            .put("meta-data/placement/region", "us-east-1")
            .put("meta-data/public-keys/0/openssh-key", "ssh-rsa AAAA")
            .list("meta-data/public-keys/", "0=key")
            .put("meta-data/tags/instance/Name", "web")
            .put("user-data", "#!/bin/sh");

    private Optional<String> find(String path) {
        return tree.find(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void findsValuesAndListsWhatIsBelow() {
        assertThat(find("meta-data/ami-id")).contains("ami-1");
        assertThat(find("")).contains("meta-data/\nuser-data");
        assertThat(find("meta-data")).contains("ami-id\nplacement/\npublic-keys/\ntags/");
        assertThat(find("meta-data/")).isEqualTo(find("meta-data"));
        assertThat(find("meta-data/public-keys/")).contains("0=key");
        assertThat(find("meta-data/public-keys/0/")).contains("openssh-key");
    }

    @Test
    void hasNothingElse() {
        assertThat(find("meta-data/ami")).isEmpty();
        assertThat(find("meta-data/ami-id/")).isEmpty();
        assertThat(find("meta-data/../user-data")).isEmpty();
        assertThat(find("../user-data")).isEmpty();
        assertThat(find("/user-data")).isEmpty();
        assertThat(find("dynamic")).isEmpty();
    }
}
