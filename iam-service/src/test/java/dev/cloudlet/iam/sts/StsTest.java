package dev.cloudlet.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerGrant.Kind;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.kit.authentication.CallerQuestion;
import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/worker";
    private static final Principal BOB = new Principal.User("arn:aws:iam::123456789012:user/Bob", "AIDABOB", Map.of());

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final AssumeRoleOperations assume = iam.bean(AssumeRoleOperations.class);

    @BeforeEach
    void aRole() {
        iam.addRole("worker", IamFixture.TRUST_ALL_OF_ACCOUNT);
    }

    private static AssumeRoleRequest.Builder request() {
        return AssumeRoleRequest.builder().roleArn(ROLE).roleSessionName("shift-1");
    }

    private AssumeRoleResponse assume(AssumeRoleRequest.Builder request) {
        return iam.run(() -> assume.assumeRole(iam.as(BOB), request.build()));
    }

    @SuppressWarnings("unchecked") // the bean is found by its name, which carries no type arguments
    private static CallerGrant grant(String keyId, String token, String service) {
        InternalOperation<CallerQuestion, CallerGrant> callers =
                (InternalOperation<CallerQuestion, CallerGrant>) iam.bean("callerOperation");
        return callers.answer()
                .apply(new CallerQuestion(keyId, token, LocalDate.of(2026, 11, 20), "us-east-1", service, true));
    }

    private static void refused(Runnable question, String code) {
        assertThatThrownBy(question::run)
                .isInstanceOf(AwsException.class)
                .extracting(e -> ((AwsException) e).code())
                .isEqualTo(code);
    }

    @Test
    void aSessionOfARoleIsTheRoleUnderItsOwnName() {
        AssumeRoleResponse response = assume(request());
        var credentials = response.credentials();
        assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(credentials.expiration()).isEqualTo(iam.now().plusSeconds(3600));
        assertThat(response.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/worker/shift-1");
        assertThat(response.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:shift-1");
        assertThat(response.packedPolicySize()).isNull();

        CallerGrant grant = grant(credentials.accessKeyId(), credentials.sessionToken(), "s3");
        assertThat(grant.kind()).isEqualTo(Kind.ROLE_SESSION);
        assertThat(grant.arn()).isEqualTo(ROLE);
        assertThat(grant.sessionName()).isEqualTo("shift-1");
        assertThat(grant.issued()).isEqualTo(iam.now());
        assertThat(grant.expires()).isEqualTo(credentials.expiration());
    }

    @Test
    void theTokenBelongsToItsKeyAlone() {
        var one = assume(request()).credentials();
        var other = assume(request()).credentials();
        refused(() -> grant(one.accessKeyId(), null, "s3"), "INVALID_SESSION_TOKEN");
        refused(() -> grant(one.accessKeyId(), other.sessionToken(), "s3"), "INVALID_SESSION_TOKEN");
        refused(() -> grant(one.accessKeyId(), one.sessionToken() + " ", "s3"), "INVALID_SESSION_TOKEN");
    }

    @Test
    void aSessionEndsWithItsTimeAndWithItsRole() {
        var credentials = assume(request().durationSeconds(900)).credentials();
        iam.advance(Duration.ofSeconds(899));
        grant(credentials.accessKeyId(), credentials.sessionToken(), "s3");
        iam.advance(Duration.ofSeconds(1));
        refused(() -> grant(credentials.accessKeyId(), credentials.sessionToken(), "s3"), "EXPIRED_SESSION_TOKEN");

        var second = assume(request()).credentials();
        iam.jdbc().sql("DELETE FROM identity").update();
        refused(() -> grant(second.accessKeyId(), second.sessionToken(), "s3"), "UNKNOWN_ACCESS_KEY");
        // A new role of that name is another role.
        iam.addRole("worker", IamFixture.TRUST_ALL_OF_ACCOUNT);
        refused(() -> grant(second.accessKeyId(), second.sessionToken(), "s3"), "UNKNOWN_ACCESS_KEY");
    }

    @Test
    void sessionPoliciesGoAlong() {
        AssumeRoleResponse response = assume(request()
                .policy(IamFixture.ALLOW_ALL)
                .policyArns(policy("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")));
        assertThat(response.packedPolicySize()).isBetween(1, 100);
        CallerGrant grant = grant(
                response.credentials().accessKeyId(), response.credentials().sessionToken(), "s3");
        assertThat(grant.sessionLimited()).isTrue();
        assertThat(grant.session())
                .extracting(PolicyText::name)
                .containsExactly("session-policy", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        refused(() -> assume(request().policy("{}")), "MalformedPolicyDocument");
        refused(
                () -> assume(request().policyArns(policy("arn:aws:iam::aws:policy/NoSuchPolicy"))),
                "MalformedPolicyDocument");
    }

    @Test
    void durationsHaveTheirLimits() {
        assertThatThrownBy(() -> assume(request().durationSeconds(3601)))
                .hasMessage("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        iam.jdbc().sql("UPDATE role SET max_session_seconds = 43200").update();
        assertThat(assume(request().durationSeconds(43200)).credentials().expiration())
                .isEqualTo(iam.now().plusSeconds(43200));
        var chained = new Principal.RoleSession(ROLE, "AROAX", "first", Map.of());
        assertThatThrownBy(() -> iam.run(() -> assume.assumeRole(
                        iam.as(chained), request().durationSeconds(3601).build())))
                .hasMessageStartingWith("The requested DurationSeconds exceeds the 1 hour session limit");
    }

    @Test
    void whatIsNotThereIsRefusedAsIfItDidNotTrust() {
        assertThatThrownBy(() -> assume(request().roleArn(ROLE + "x")))
                .hasMessage("User: arn:aws:iam::123456789012:user/Bob is not authorized to perform: sts:AssumeRole"
                        + " on resource: " + ROLE + "x");
        refused(() -> assume(request().roleArn("arn:aws:iam::210987654321:role/worker")), "AccessDenied");
        refused(() -> assume(request().roleArn("arn:aws:iam::123456789012:role/other/worker")), "AccessDenied");
        refused(() -> assume(request().roleArn("nonsense nonsense nonsense")), "AccessDenied");
        refused(() -> assume(request().serialNumber("arn:aws:iam::1:mfa/x").tokenCode("123456")), "AccessDenied");
        assertThatThrownBy(() ->
                        iam.run(() -> assume.assumeRole(iam.asRoot(), request().build())))
                .hasMessage("Roles may not be assumed by root accounts.");
    }

    @Test
    void transitiveTagsGoOnToTheNextSession() {
        var first = assume(
                        request().tags(tag("project", "moon"), tag("cost", "7")).transitiveTagKeys("project"))
                .credentials();
        assertThat(grant(first.accessKeyId(), first.sessionToken(), "s3").tags())
                .containsEntry("project", "moon")
                .containsEntry("cost", "7");
        var chained = new Principal.RoleSession(ROLE, "AROAX", "first", Map.of());
        var second = iam.run(() -> assume.assumeRole(
                        iam.as(chained, first.accessKeyId()), request().build()))
                .credentials();
        assertThat(grant(second.accessKeyId(), second.sessionToken(), "s3").tags())
                .containsEntry("project", "moon")
                .doesNotContainKey("cost");
        assertThatThrownBy(() -> iam.run(() -> assume.assumeRole(
                        iam.as(chained, first.accessKeyId()),
                        request().tags(tag("Project", "mars")).build())))
                .hasMessageContaining("conflicts with a transitive tag key");
    }

    @Test
    void aSessionWithoutARoleReachesNoIam() {
        var user = iam.addUser("Bob");
        var principal = new Principal.User(user.arn(), user.id(), Map.of());
        var sessions = iam.bean(SessionTokenOperations.class);
        var own = iam.run(() -> sessions.getSessionToken(
                        iam.as(principal), GetSessionTokenRequest.builder().build()))
                .credentials();
        assertThat(own.expiration()).isEqualTo(iam.now().plusSeconds(43_200));
        assertThat(grant(own.accessKeyId(), own.sessionToken(), "s3").kind()).isEqualTo(Kind.USER);
        refused(() -> grant(own.accessKeyId(), own.sessionToken(), "iam"), "INVALID_SESSION_TOKEN");
        assertThatThrownBy(() -> iam.run(() -> sessions.getSessionToken(
                        iam.as(principal, own.accessKeyId()),
                        GetSessionTokenRequest.builder().build())))
                .hasMessage("Cannot call GetSessionToken with session credentials");
    }

    @Test
    void aFederatedUserHasNoMoreThanItIsGiven() {
        var user = iam.addUser("Bob");
        var principal = new Principal.User(user.arn(), user.id(), Map.of());
        var response = iam.run(() -> iam.bean(SessionTokenOperations.class)
                .getFederationToken(
                        iam.as(principal),
                        GetFederationTokenRequest.builder().name("guest").build()));
        assertThat(response.federatedUser().arn()).isEqualTo("arn:aws:sts::123456789012:federated-user/guest");
        CallerGrant grant = grant(
                response.credentials().accessKeyId(), response.credentials().sessionToken(), "s3");
        assertThat(grant.kind()).isEqualTo(Kind.FEDERATED);
        assertThat(grant.sessionLimited()).isTrue();
        assertThat(grant.session()).isEmpty();
    }

    @Test
    void aServiceTakesOnARoleThatTrustsIt() {
        ServiceSessions services = iam.bean(ServiceSessions.class);
        iam.addRole("build", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},
                 "Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}}""");
        String build = "arn:aws:iam::123456789012:role/build";
        Credentials credentials = services.assume(
                new ServiceSessions.Question(build, "codebuild.amazonaws.com", "AWSCodeBuild-1", 3600, null));
        assertThat(grant(credentials.accessKeyId(), credentials.sessionToken(), "s3")
                        .sessionName())
                .isEqualTo("AWSCodeBuild-1");
        assertThat(credentials.toString()).doesNotContain(credentials.secretAccessKey());
        refused(
                () -> services.assume(new ServiceSessions.Question(build, "ec2.amazonaws.com", "i-1", 3600, null)),
                "AccessDenied");
        refused(
                () -> services.assume(new ServiceSessions.Question(ROLE, "codebuild.amazonaws.com", "x", 3600, null)),
                "AccessDenied");
        refused(
                () -> services.assume(
                        new ServiceSessions.Question(build + "x", "codebuild.amazonaws.com", "x", 3600, null)),
                "AccessDenied");
    }

    @Test
    void endedSessionsAreForgottenInTime() {
        assume(request().durationSeconds(900));
        iam.advance(Duration.ofDays(2));
        assume(request());
        assertThat(iam.jdbc()
                        .sql("SELECT count(*) FROM session")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aKeyTellsItsAccount() {
        var info = iam.bean(AccessKeyInfoOperations.class);
        String id = assume(request()).credentials().accessKeyId();
        assertThat(info.getAccessKeyInfo(
                                iam.asRoot(),
                                GetAccessKeyInfoRequest.builder()
                                        .accessKeyId(id)
                                        .build())
                        .account())
                .isEqualTo("123456789012");
    }

    private static PolicyDescriptorType policy(String arn) {
        return PolicyDescriptorType.builder().arn(arn).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
