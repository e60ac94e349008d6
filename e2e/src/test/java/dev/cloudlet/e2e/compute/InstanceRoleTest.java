package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.Cloud;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** From inside an instance: its metadata, and the cloud's API with the credentials of its role. */
final class InstanceRoleTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ec2.amazonaws.com"}}]}
            """;
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::BUCKET/allowed"}]}
            """;
    private static final String SCRIPT = """
            #!/bin/bash
            metadata=http://169.254.169.254/latest
            echo "without a token: $(curl -s -o /dev/null -w '%{http_code}' $metadata/meta-data/instance-id)"
            token=$(curl -s -X PUT $metadata/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 300')
            get() { curl -s -H "X-aws-ec2-metadata-token: $token" $metadata/$1; }
            echo "id: $(get meta-data/instance-id)"
            role=$(get meta-data/iam/security-credentials/)
            echo "role: $role"
            credentials=$(get meta-data/iam/security-credentials/$role)
            field() { echo "$credentials" | sed -n "s/.*\\"$1\\" : \\"\\(.*\\)\\".*/\\1/p"; }
            fetch() {
                curl -s --aws-sigv4 aws:amz:us-east-1:s3 --user "$(field AccessKeyId):$(field SecretAccessKey)" \\
                    -H "x-amz-security-token: $(field Token)" -H "x-amz-content-sha256: UNSIGNED-PAYLOAD" \\
                    "$AWS_ENDPOINT_URL/BUCKET/$1"
            }
            echo "allowed: $(fetch allowed)"
            echo "refused: $(fetch refused | grep -o '<Code>.*</Code>')"
            echo "done"
            """;

    @Test
    void reads_from_s3_what_its_role_may_and_nothing_else() {
        try (TestInstances instances = new TestInstances()) {
            String name = "role-" + System.nanoTime();
            S3Client s3 = Cloud.shared().client(S3Client.builder().forcePathStyle(true));
            s3.createBucket(r -> r.bucket(name));
            for (String key : new String[] {"allowed", "refused"}) {
                s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromString("content of " + key));
            }
            profile(name);

            String id = instances.run(SCRIPT.replace("BUCKET", name), r -> r.iamInstanceProfile(p -> p.name(name)));
            instances.awaitState(id, InstanceStateName.RUNNING);
            instances.awaitConsole(id, "\ndone");

            assertThat(instances.console(id))
                    .contains("without a token: 401")
                    .contains("id: " + id)
                    .contains("role: " + name)
                    .contains("allowed: content of allowed")
                    .contains("refused: <Code>AccessDenied</Code>");
        }
    }

    private static void profile(String name) {
        IamClient iam = Cloud.shared().client(IamClient.builder());
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
        iam.putRolePolicy(r -> r.roleName(name).policyName("read").policyDocument(POLICY.replace("BUCKET", name)));
        iam.createInstanceProfile(r -> r.instanceProfileName(name));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName(name).roleName(name));
    }
}
