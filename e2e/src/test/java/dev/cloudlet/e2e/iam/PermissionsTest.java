package dev.cloudlet.e2e.iam;

import static dev.cloudlet.e2e.iam.Account.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** What policies say is what happens, at once. */
class PermissionsTest {
    private final Account account = new Account();

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    private static String words(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal.statusCode()).isEqualTo(403);
        return refusal.awsErrorDetails().errorMessage();
    }

    @Test
    void aNewUserMayNothing() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        assertThat(words(asBob::listUsers))
                .isEqualTo(
                        "User: %s is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::000000000000:user/"
                                + " because no identity-based policy allows the iam:ListUsers action",
                        bob.arn());
    }

    @Test
    void aUserMayWhatItsPolicyAllowsAndNoMore() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        account.inline(bob, allow("iam:Get*", "arn:aws:iam::*:user/${aws:username}"));
        assertThat(asBob.getUser().user().arn()).isEqualTo(bob.arn());
        User alice = account.user("alice");
        refused(() -> asBob.getUser(get -> get.userName(alice.userName())), "AccessDenied");
        refused(() -> asBob.deleteUser(delete -> delete.userName(bob.userName())), "AccessDenied");

        account.root().deleteUserPolicy(d -> d.userName(bob.userName()).policyName("test"));
        refused(asBob::getUser, "AccessDenied");
    }

    @Test
    void anExplicitDenyBeatsEveryAllow() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        account.root().attachUserPolicy(a -> a.userName(bob.userName())
                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        assertThat(asBob.listUsers().users()).isNotEmpty();
        account.inline(bob, Account.statement("Deny", "iam:ListUsers", "*"));
        assertThat(words(asBob::listUsers)).endsWith("with an explicit deny in an identity-based policy");
        asBob.listGroups();
    }

    @Test
    void aGroupsPolicyHoldsForItsUsersAsLongAsTheyAreIn() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        String group = account.unique("staff");
        account.root().createGroup(create -> create.groupName(group));
        account.root()
                .putGroupPolicy(
                        put -> put.groupName(group).policyName("p").policyDocument(allow("iam:ListUsers", "*")));
        refused(asBob::listUsers, "AccessDenied");
        account.root().addUserToGroup(add -> add.groupName(group).userName(bob.userName()));
        asBob.listUsers();
        account.root().removeUserFromGroup(r -> r.groupName(group).userName(bob.userName()));
        refused(asBob::listUsers, "AccessDenied");
    }

    @Test
    void aBoundaryLimitsWhatPoliciesAllow() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        account.inline(bob, allow("*", "*"));
        account.root().putUserPermissionsBoundary(put -> put.userName(bob.userName())
                .permissionsBoundary("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
        asBob.listUsers();
        assertThat(words(() -> asBob.createUser(create -> create.userName(account.unique("eve")))))
                .endsWith("because no permissions boundary allows the iam:CreateUser action");
        account.root().deleteUserPermissionsBoundary(d -> d.userName(bob.userName()));
        asBob.createUser(create -> create.userName(account.unique("eve")));
    }

    @Test
    void whoMustGiveBoundariesCannotLeaveThemOut() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        String boundary = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
        account.inline(bob, """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:CreateUser","iam:PutUserPolicy"],
                 "Resource":"*","Condition":{"StringEquals":{"iam:PermissionsBoundary":"%s"}}}}""".formatted(boundary));
        String name = account.unique("eve");
        refused(() -> asBob.createUser(create -> create.userName(name)), "AccessDenied");
        asBob.createUser(create -> create.userName(name).permissionsBoundary(boundary));
        asBob.putUserPolicy(put -> put.userName(name).policyName("p").policyDocument(allow("*", "*")));
        refused(
                () -> asBob.putUserPolicy(
                        put -> put.userName(bob.userName()).policyName("p").policyDocument(allow("*", "*"))),
                "AccessDenied");
    }

    @Test
    void onlyCertainPoliciesMayBeAttached() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        String permitted = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
        account.inline(bob, """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:AttachUserPolicy","Resource":"*",
                 "Condition":{"ArnEquals":{"iam:PolicyARN":"%s"}}}}""".formatted(permitted));
        asBob.attachUserPolicy(a -> a.userName(bob.userName()).policyArn(permitted));
        refused(
                () -> asBob.attachUserPolicy(
                        a -> a.userName(bob.userName()).policyArn("arn:aws:iam::aws:policy/AdministratorAccess")),
                "AccessDenied");
    }

    @Test
    void tagsOfUsersDecide() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        account.inline(bob, """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetUser","Resource":"*",
                 "Condition":{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}}""");
        User alice = account.user("alice");
        refused(() -> asBob.getUser(get -> get.userName(alice.userName())), "AccessDenied");
        for (User user : new User[] {bob, alice}) {
            account.root().tagUser(tag -> tag.userName(user.userName())
                    .tags(Tag.builder().key("team").value("blue").build()));
        }
        asBob.getUser(get -> get.userName(alice.userName()));
    }

    @Test
    void aKeyThatIsTurnedOffOrDeletedIsRefusedAtOnce() {
        User bob = account.user("bob");
        account.inline(bob, allow("*", "*"));
        AwsCredentials key = account.key(bob);
        IamClient asBob = account.iam(key);
        asBob.listUsers();
        account.root().updateAccessKey(update -> update.userName(bob.userName())
                .accessKeyId(key.accessKeyId())
                .status(StatusType.INACTIVE));
        refused(asBob::listUsers, "InvalidClientTokenId");
        account.root().updateAccessKey(update -> update.userName(bob.userName())
                .accessKeyId(key.accessKeyId())
                .status(StatusType.ACTIVE));
        asBob.listUsers();
        account.root().deleteAccessKey(delete -> delete.userName(bob.userName()).accessKeyId(key.accessKeyId()));
        refused(asBob::listUsers, "InvalidClientTokenId");
    }

    @Test
    void aWrongSecretIsNoKey() {
        User bob = account.user("bob");
        AwsCredentials key = account.key(bob);
        AwsCredentials wrong = AwsBasicCredentials.create(
                key.accessKeyId(), key.secretAccessKey().substring(1) + "A");
        refused(() -> account.sts(wrong).getCallerIdentity(), "SignatureDoesNotMatch");
        assertThat(account.sts(key).getCallerIdentity().arn()).isEqualTo(bob.arn());
    }

    @Test
    void aNewDefaultVersionIsInForceAtOnce() {
        User bob = account.user("bob");
        IamClient asBob = account.iam(account.key(bob));
        String policy = account.root()
                .createPolicy(
                        create -> create.policyName(account.unique("list")).policyDocument(allow("iam:ListUsers", "*")))
                .policy()
                .arn();
        account.root().attachUserPolicy(a -> a.userName(bob.userName()).policyArn(policy));
        asBob.listUsers();
        account.root().createPolicyVersion(create -> create.policyArn(policy)
                .policyDocument(allow("iam:ListGroups", "*"))
                .setAsDefault(true));
        refused(asBob::listUsers, "AccessDenied");
        asBob.listGroups();
        account.root().setDefaultPolicyVersion(set -> set.policyArn(policy).versionId("v1"));
        asBob.listUsers();
    }

    @Test
    void aUsedKeyIsKnownToHaveBeenUsedButNotOneWithAWrongSecret() {
        User bob = account.user("bob");
        AwsCredentials used = account.key(bob);
        AwsCredentials tried = account.key(bob);
        AwsCredentials wrong = AwsBasicCredentials.create(tried.accessKeyId(), "wrong");
        refused(() -> account.sts(wrong).getCallerIdentity(), "SignatureDoesNotMatch");
        account.sts(used).getCallerIdentity();
        await().untilAsserted(() -> assertThat(lastUsed(used).serviceName()).isEqualTo("sts"));
        assertThat(lastUsed(used).region()).isEqualTo("us-east-1");
        assertThat(lastUsed(tried).serviceName()).isEqualTo("N/A");
    }

    private AccessKeyLastUsed lastUsed(AwsCredentials key) {
        return account.root()
                .getAccessKeyLastUsed(get -> get.accessKeyId(key.accessKeyId()))
                .accessKeyLastUsed();
    }
}
