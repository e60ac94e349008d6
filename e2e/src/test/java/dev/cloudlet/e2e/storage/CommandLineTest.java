package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.AwsCli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest extends StorageTest {
    @TempDir
    Path directory;

    private final AwsCli aws = cloud.cli();

    @Test
    void aLargeFileGoesThereAndBackInParts() throws Exception {
        byte[] bytes = new byte[64 << 20];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("large"), bytes);
        Path back = directory.resolve("back");

        aws.run("s3", "cp", "--no-progress", file.toString(), "s3://" + bucket + "/large")
                .ok();
        aws.run("s3", "cp", "--no-progress", "s3://" + bucket + "/large", back.toString())
                .ok();

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(aws.run("s3api", "head-object", "--bucket", bucket, "--key", "large", "--query", "ETag")
                        .ok())
                .contains("-8");
    }

    @Test
    void aDirectoryIsSynchronized() throws Exception {
        Files.createDirectories(directory.resolve("site/css"));
        write("site/index.html", "<html>");
        write("site/css/main.css", "body {}");
        String site = directory.resolve("site").toString();
        String target = "s3://" + bucket + "/www";

        assertThat(aws.run("s3", "sync", "--no-progress", site, target).ok()).contains("index.html", "main.css");
        assertThat(aws.run("s3", "sync", "--no-progress", site, target).ok()).isEmpty();
        assertThat(aws.run("s3", "ls", target + "/").ok()).contains("PRE css/").contains("index.html");
        assertThat(s3.headObject(b -> b.bucket(bucket).key("www/index.html")).contentType())
                .isEqualTo("text/html");

        aws.run("s3", "rm", "--recursive", target).ok();
        aws.run("s3", "rb", "s3://" + bucket).ok();
    }

    @Test
    void aBucketIsEmptiedAndRemovedByForce() throws Exception {
        put("a", "1");
        put("b/c", "2");

        aws.run("s3", "rb", "--force", "s3://" + bucket).ok();

        refused(404, "NoSuchBucket", () -> s3.listObjectsV2(b -> b.bucket(bucket)));
    }

    /** Long ago: S3 knows whole seconds only, and an object must be younger than its file to count as the same. */
    private void write(String name, String text) throws Exception {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }
}
