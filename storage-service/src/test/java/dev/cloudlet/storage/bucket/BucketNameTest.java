package dev.cloudlet.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the user guide, and what comes close to them. */
class BucketNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "docexamplebucket1",
                "log-delivery-march-2020",
                "my-hosted-content",
                "example.com",
                "1.2.3",
                "0-0"
            })
    void valid(String name) {
        assertThat(BucketName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "doc_example_bucket",
                "DocExampleBucket",
                "doc-example-bucket-",
                "-doc",
                ".doc",
                "doc.",
                "a..b",
                "192.168.5.4",
                "xn--name",
                "sthree-x",
                "amzn-s3-demo-bucket",
                "name-s3alias",
                "name--ol-s3",
                "name.mrap",
                "name--x-s3",
                "name--table-s3",
                "a b",
                "bücket",
                "../etc",
                "a/b",
                "abc\n"
            })
    void invalid(String name) {
        assertThat(BucketName.isValid(name)).isFalse();
    }

    @Test
    void from3To63Characters() {
        assertThat(BucketName.isValid("a".repeat(63))).isTrue();
        assertThat(BucketName.isValid("a".repeat(64))).isFalse();
    }
}
