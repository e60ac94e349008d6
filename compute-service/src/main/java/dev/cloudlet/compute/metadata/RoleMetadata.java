package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The metadata about an instance's role, with its credentials. */
@Component
final class RoleMetadata {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoleCredentials credentials;

    RoleMetadata(RoleCredentials credentials) {
        this.credentials = credentials;
    }

    void add(MetadataTree tree, Instance instance) {
        credentials.profile(instance).ifPresent(profile -> {
            tree.put("meta-data/iam/info", () -> info(instance, profile.arn(), profile.id()));
            if (!profile.roleName().isEmpty()) {
                tree.put("meta-data/iam/security-credentials/" + profile.roleName(), () -> credentials(instance));
            }
        });
    }

    private static byte[] info(Instance instance, String arn, String id) {
        return pretty(JSON.createObjectNode()
                .put("Code", "Success")
                .put("LastUpdated", seconds(instance.launched()))
                .put("InstanceProfileArn", arn)
                .put("InstanceProfileId", id));
    }

    private byte[] credentials(Instance instance) {
        try {
            RoleCredentials.Credentials found = credentials.of(instance).orElseThrow();
            return pretty(JSON.createObjectNode()
                    .put("Code", "Success")
                    .put("LastUpdated", seconds(found.issued()))
                    .put("Type", "AWS-HMAC")
                    .put("AccessKeyId", found.accessKeyId())
                    .put("SecretAccessKey", found.secretAccessKey())
                    .put("Token", found.sessionToken())
                    .put("Expiration", seconds(found.expiration())));
        } catch (AwsException e) {
            if (e.status() >= 500) {
                throw e;
            }
            // As AWS answers for a role that does not trust EC2.
            return pretty(JSON.createObjectNode()
                    .put("Code", "AssumeRoleUnauthorizedAccess")
                    .put(
                            "Message",
                            "EC2 cannot assume the role. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html")
                    .put("LastUpdated", seconds(instance.launched())));
        }
    }

    private static byte[] pretty(ObjectNode node) {
        return node.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
