package dev.cloudlet.e2e.iam;

import dev.cloudlet.e2e.Cloud;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** People and policies of the shared cloud, under names that no other test has. */
final class Account {
    private final Cloud cloud = Cloud.shared();
    private final IamClient root = cloud.client(IamClient.builder());
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    /** IAM as root. */
    IamClient root() {
        return root;
    }

    IamClient iam(AwsCredentials credentials) {
        return cloud.client(IamClient.builder(), credentials);
    }

    StsClient sts(AwsCredentials credentials) {
        return cloud.client(StsClient.builder(), credentials);
    }

    String unique(String name) {
        return name + "-" + suffix;
    }

    User user(String name) {
        return root.createUser(user -> user.userName(unique(name))).user();
    }

    AwsCredentials key(User user) {
        AccessKey key = root.createAccessKey(k -> k.userName(user.userName())).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    static AwsCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    void inline(User user, String policy) {
        root.putUserPolicy(
                put -> put.userName(user.userName()).policyName("test").policyDocument(policy));
    }

    String role(String name, String trustedArn) {
        return root.createRole(role -> role.roleName(unique(name)).assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"%s"}}}""".formatted(trustedArn)))
                .role()
                .arn();
    }

    static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    static String statement(String effect, String action, String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"%s","Action":"%s","Resource":"%s"}]}""".formatted(effect, action, resource);
    }
}
