package dev.cloudlet.e2e.tour;

import dev.cloudlet.e2e.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** A user of one's own, and the roles that builds, instances and deployments take on. */
public final class Identities {
    static final String BUILD = "hello-build";
    static final String INSTANCE = "hello-instance";
    static final String DEPLOY = "hello-deploy";
    private static final String DEPLOY_POLICY = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole";

    private final IamClient iam;

    public Identities(Clients clients) {
        this.iam = clients.client(IamClient.builder());
    }

    /** Makes them, and gives the user's keys. */
    public AwsCredentials create() {
        iam.createUser(r -> r.userName(Demo.USER));
        iam.putUserPolicy(r -> r.userName(Demo.USER).policyName("ship").policyDocument(Demo.policy("user")));
        role(BUILD, "codebuild");
        iam.putRolePolicy(r -> r.roleName(BUILD).policyName("build").policyDocument(Demo.policy("build")));
        role(INSTANCE, "ec2");
        iam.putRolePolicy(r -> r.roleName(INSTANCE).policyName("fetch").policyDocument(Demo.policy("instance")));
        iam.createInstanceProfile(r -> r.instanceProfileName(INSTANCE));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName(INSTANCE).roleName(INSTANCE));
        role(DEPLOY, "codedeploy");
        iam.attachRolePolicy(r -> r.roleName(DEPLOY).policyArn(DEPLOY_POLICY));
        AccessKey key = iam.createAccessKey(r -> r.userName(Demo.USER)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private void role(String name, String service) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[
                          {"Effect":"Allow","Principal":{"Service":"%s.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                        """.formatted(service)));
    }

    public void remove(AwsCredentials keys) {
        iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName(INSTANCE).roleName(INSTANCE));
        iam.deleteInstanceProfile(r -> r.instanceProfileName(INSTANCE));
        iam.deleteRolePolicy(r -> r.roleName(INSTANCE).policyName("fetch"));
        iam.deleteRolePolicy(r -> r.roleName(BUILD).policyName("build"));
        iam.detachRolePolicy(r -> r.roleName(DEPLOY).policyArn(DEPLOY_POLICY));
        iam.deleteRole(r -> r.roleName(INSTANCE));
        iam.deleteRole(r -> r.roleName(BUILD));
        iam.deleteRole(r -> r.roleName(DEPLOY));
        iam.deleteAccessKey(r -> r.userName(Demo.USER).accessKeyId(keys.accessKeyId()));
        iam.deleteUserPolicy(r -> r.userName(Demo.USER).policyName("ship"));
        iam.deleteUser(r -> r.userName(Demo.USER));
    }
}
