package dev.cloudlet.e2e.iam;

import static dev.cloudlet.e2e.iam.Account.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;

/** Taking on roles, and what holds in their sessions. */
class AssumeRoleTest {
    private static final String ROOT = "arn:aws:iam::000000000000:root";

    private final Account account = new Account();
    private final User bob = account.user("bob");
    private final StsClient asBob = account.sts(account.key(bob));

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    private void roleMay(String name, String policy) {
        account.root()
                .putRolePolicy(put ->
                        put.roleName(account.unique(name)).policyName("p").policyDocument(policy));
    }

    private AwsCredentials assume(String role) {
        return Account.session(
                asBob.assumeRole(a -> a.roleArn(role).roleSessionName("shift")).credentials());
    }

    @Test
    void theSessionIsTheRoleAndMayWhatTheRoleMay() {
        String role = account.role("reader", bob.arn());
        AwsCredentials session = assume(role);
        assertThat(account.sts(session).getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + account.unique("reader") + "/shift");
        IamClient iam = account.iam(session);
        refused(iam::listUsers, "AccessDenied");
        roleMay("reader", allow("iam:ListUsers", "*"));
        iam.listUsers();
        refused(iam::listGroups, "AccessDenied");
    }

    @Test
    void trustInTheAccountNeedsAPolicyOfTheUserToo() {
        String role = account.role("reader", ROOT);
        refused(() -> assume(role), "AccessDenied");
        account.inline(bob, allow("sts:AssumeRole", role));
        assume(role);
    }

    @Test
    void whoIsNotTrustedIsRefusedWhateverItsPolicies() {
        User alice = account.user("alice");
        String role = account.role("reader", alice.arn());
        account.inline(bob, allow("*", "*"));
        refused(() -> assume(role), "AccessDenied");
        // A role that does not exist gets the same words: nobody learns which roles there are.
        refused(() -> assume(role + "x"), "AccessDenied");
    }

    @Test
    void anExternalIdIsAskedFor() {
        String role = account.role("reader", bob.arn());
        account.root().updateAssumeRolePolicy(update -> update.roleName(account.unique("reader"))
                .policyDocument("""
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                         "Principal":{"AWS":"%s"},"Condition":{"StringEquals":{"sts:ExternalId":"sesame-1"}}}}""".formatted(bob.arn())));
        refused(() -> assume(role), "AccessDenied");
        refused(
                () -> asBob.assumeRole(
                        a -> a.roleArn(role).roleSessionName("shift").externalId("sesame-2")),
                "AccessDenied");
        asBob.assumeRole(a -> a.roleArn(role).roleSessionName("shift").externalId("sesame-1"));
    }

    @Test
    void aSessionPolicyLimitsTheSession() {
        String role = account.role("reader", bob.arn());
        roleMay("reader", allow("iam:List*", "*"));
        AwsCredentials session = Account.session(
                asBob.assumeRole(a -> a.roleArn(role).roleSessionName("shift").policy(allow("iam:ListUsers", "*")))
                        .credentials());
        IamClient iam = account.iam(session);
        iam.listUsers();
        assertThatThrownBy(iam::listGroups)
                .hasMessageContaining("because no session policy allows the iam:ListGroups action");
    }

    @Test
    void aSessionEndsWithItsRole() {
        String role = account.role("reader", bob.arn());
        StsClient session = account.sts(assume(role));
        session.getCallerIdentity();
        account.root().deleteRole(delete -> delete.roleName(account.unique("reader")));
        refused(session::getCallerIdentity, "InvalidClientTokenId");
    }

    @Test
    void aSessionIsNothingWithoutItsOwnToken() {
        String role = account.role("reader", bob.arn());
        AwsSessionCredentials one = (AwsSessionCredentials) assume(role);
        AwsSessionCredentials other = (AwsSessionCredentials) assume(role);
        AwsCredentials mixed =
                AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), other.sessionToken());
        refused(() -> account.sts(mixed).getCallerIdentity(), "InvalidClientTokenId");
        AwsCredentials bare = AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey());
        refused(() -> account.sts(bare).getCallerIdentity(), "InvalidClientTokenId");
    }

    @Test
    void rootTakesOnNoRole() {
        String role = account.role("reader", ROOT);
        assertThatThrownBy(() ->
                        account.sts(Cloud.ROOT).assumeRole(a -> a.roleArn(role).roleSessionName("shift")))
                .hasMessageContaining("Roles may not be assumed by root accounts.");
    }

    @Test
    void aSessionOfOnesOwnReachesOtherServicesButNotIam() {
        account.inline(bob, allow("*", "*"));
        AwsCredentials own = Account.session(asBob.getSessionToken().credentials());
        assertThat(account.sts(own).getCallerIdentity().arn()).isEqualTo(bob.arn());
        refused(() -> account.iam(own).listUsers(), "InvalidClientTokenId");
        refused(() -> account.sts(own).getSessionToken(), "AccessDenied");
    }

    @Test
    void aFederatedUserHasAtMostWhatTheUserMayAndIsGiven() {
        account.inline(bob, allow("sts:*", "*"));
        var guest = asBob.getFederationToken(get -> get.name("guest").policy(allow("sts:GetAccessKeyInfo", "*")));
        StsClient asGuest = account.sts(Account.session(guest.credentials()));
        assertThat(asGuest.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::000000000000:federated-user/guest");
        asGuest.getAccessKeyInfo(get -> get.accessKeyId("ASIAQNZGKIQY56JQ7WML"));
        refused(() -> asGuest.getFederationToken(get -> get.name("guest2")), "AccessDenied");
    }
}
