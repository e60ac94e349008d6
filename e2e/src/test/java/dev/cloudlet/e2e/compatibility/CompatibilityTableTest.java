package dev.cloudlet.e2e.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.ServedOperations;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.ServiceModel;
import dev.cloudlet.protocol.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/compatibility.md} is what the code does, not what somebody wrote: this test makes it anew from the operations that
 * the services have, and fails when the file says something else. With {@code -Dcompatibility.write} it writes the file.
 */
final class CompatibilityTableTest {
    private static final Path TABLE = Path.of("..", "docs", "compatibility.md");

    private static final Map<String, String> SERVICES = new LinkedHashMap<>();

    static {
        SERVICES.put("s3", "Amazon S3");
        SERVICES.put("iam", "IAM");
        SERVICES.put("sts", "STS");
        SERVICES.put("ec2", "Amazon EC2");
        SERVICES.put("elasticloadbalancing", "Elastic Load Balancing v2");
        SERVICES.put("autoscaling", "Auto Scaling");
        SERVICES.put("monitoring", "CloudWatch");
        SERVICES.put("logs", "CloudWatch Logs");
        SERVICES.put("cloudtrail", "CloudTrail");
        SERVICES.put("codebuild", "CodeBuild");
        SERVICES.put("codedeploy", "CodeDeploy");
        SERVICES.put("kms", "KMS");
        SERVICES.put("events", "EventBridge");
    }

    @Test
    void theTableSaysWhatTheCodeDoes() throws IOException {
        String table = table();
        if (Boolean.getBoolean("compatibility.write")) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE))
                .as(
                        "docs/compatibility.md is stale; write it with: ./mvnw verify -pl e2e -am"
                                + " -Dtest=CompatibilityTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dcompatibility.write=true")
                .isEqualTo(table);
    }

    private static String table() {
        Set<String> done =
                ServedOperations.all().stream().map(OperationModel::toString).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder("""
                # Compatibility

                Generated from the code. An operation that is *done* does what AWS's does, as far as its description in this
                cloud's guides goes; every other one answers `501 NotImplemented` with its name.

                | service | done | of |
                |---|---:|---:|
                """);
        StringBuilder details = new StringBuilder();
        for (var service : SERVICES.entrySet()) {
            ServiceModel model =
                    Wire.of(Set.of(service.getKey())).services().iterator().next();
            Set<String> all = model.operations().stream()
                    .map(OperationModel::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> here = all.stream()
                    .filter(name -> done.contains(service.getKey() + ":" + name))
                    .collect(Collectors.toCollection(TreeSet::new));
            text.append("| %s | %d | %d |%n".formatted(service.getValue(), here.size(), all.size()));
            details.append("%n## %s%n%n%s%n".formatted(service.getValue(), lines(here)));
        }
        return text.append(details).toString();
    }

    private static String lines(Set<String> names) {
        return names.isEmpty() ? "Nothing yet." : String.join(",\n", names) + ".";
    }
}
