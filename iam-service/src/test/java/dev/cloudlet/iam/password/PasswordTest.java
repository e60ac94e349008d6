package dev.cloudlet.iam.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityDeletion;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.ChangePasswordRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;

class PasswordTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private static final String FIRST = "Correct horse 1";
    private static final String SECOND = "battery Staple 2";

    private final LoginProfileOperations profiles = iam.bean(LoginProfileOperations.class);
    private final PasswordPolicyOperations policies = iam.bean(PasswordPolicyOperations.class);
    private Identity alice;

    @BeforeEach
    void alice() {
        alice = iam.addUser("alice");
    }

    private void policy(Consumer<UpdateAccountPasswordPolicyRequest.Builder> wanted) {
        UpdateAccountPasswordPolicyRequest.Builder request = UpdateAccountPasswordPolicyRequest.builder();
        wanted.accept(request);
        iam.run(() -> policies.updateAccountPasswordPolicy(iam.asRoot(), request.build()));
    }

    private LoginProfile create(String password) {
        return iam.run(() -> profiles.createLoginProfile(
                        iam.asRoot(),
                        CreateLoginProfileRequest.builder()
                                .userName("alice")
                                .password(password)
                                .passwordResetRequired(true)
                                .build()))
                .loginProfile();
    }

    private LoginProfile get() {
        return profiles.getLoginProfile(
                        iam.asRoot(),
                        GetLoginProfileRequest.builder().userName("alice").build())
                .loginProfile();
    }

    private void change(String from, String to) {
        iam.run(() -> profiles.changePassword(
                iam.as(new Principal.User(alice.arn(), alice.id(), Map.of())),
                ChangePasswordRequest.builder()
                        .oldPassword(from)
                        .newPassword(to)
                        .build()));
    }

    @Test
    void aPasswordIsGivenChangedByItsUserAndTakenAway() {
        assertThat(create(FIRST).passwordResetRequired()).isTrue();
        assertThatThrownBy(() -> create(FIRST)).hasMessage("Login Profile for user alice already exists.");

        assertThatThrownBy(() -> change(SECOND, FIRST)).hasMessage("The old password was incorrect.");
        change(FIRST, SECOND);
        assertThatThrownBy(() -> change(FIRST, SECOND)).hasMessage("The old password was incorrect.");
        assertThat(get().passwordResetRequired()).isFalse();

        iam.run(() -> profiles.updateLoginProfile(
                iam.asRoot(),
                UpdateLoginProfileRequest.builder()
                        .userName("alice")
                        .password(FIRST)
                        .passwordResetRequired(true)
                        .build()));
        assertThat(get().passwordResetRequired()).isTrue();

        assertThatThrownBy(() -> iam.run(() -> {
                    iam.bean(IdentityDeletion.class).delete(alice);
                    return true;
                }))
                .hasMessage("Cannot delete entity, must delete login profile first.");
        iam.run(() -> profiles.deleteLoginProfile(
                iam.asRoot(),
                DeleteLoginProfileRequest.builder().userName("alice").build()));
        assertThatThrownBy(this::get).hasMessage("Login Profile for User alice cannot be found.");
    }

    @Test
    void noPasswordIsKept() {
        create(FIRST);
        assertThat(iam.jdbc()
                        .sql("SELECT login_profile::text FROM login_profile")
                        .query(String.class)
                        .single())
                .doesNotContain("Correct", "horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Short1!", "onlylowercase", "Upper and lower"})
    void withoutAPolicyAWSsDefaultHolds(String password) {
        assertThatThrownBy(() -> create(password))
                .hasMessage("Password does not conform to the account password policy.");
    }

    @Test
    void aPolicySaysWhatPasswordsMustHave() {
        policy(p -> p.minimumPasswordLength(10).requireSymbols(true).passwordReusePrevention(1));

        assertThatThrownBy(() -> create("nosymbolhere")).hasMessageStartingWith("Password does not conform");
        create("with-symbol");
        assertThatThrownBy(() -> change("with-symbol", "with-symbol"))
                .hasMessage("Policy constraint violation with password reuse");
        assertThat(policies.getAccountPasswordPolicy(
                                iam.asRoot(),
                                GetAccountPasswordPolicyRequest.builder().build())
                        .passwordPolicy())
                .satisfies(shown -> {
                    assertThat(shown.minimumPasswordLength()).isEqualTo(10);
                    assertThat(shown.requireSymbols()).isTrue();
                    assertThat(shown.requireNumbers()).isFalse();
                    assertThat(shown.expirePasswords()).isFalse();
                });
    }

    @Test
    void whereThereIsNoPolicyTheAccountIsNamed() {
        assertThatThrownBy(() -> policies.getAccountPasswordPolicy(
                        iam.asRoot(), GetAccountPasswordPolicyRequest.builder().build()))
                .hasMessage("The Password Policy with domain name 123456789012 cannot be found.");
        assertThatThrownBy(() -> policies.deleteAccountPasswordPolicy(
                        iam.asRoot(),
                        DeleteAccountPasswordPolicyRequest.builder().build()))
                .hasMessage("The account policy with name PasswordPolicy cannot be found.");
    }

    @Test
    void theAccountMayLetEveryUserChangeItsOwnPasswordAndNobodyElses() {
        Identity bob = iam.addUser("bob");
        assertThat(iam.bean(ChangeOwnPassword.class).of(alice)).isNull();

        policy(p -> p.allowUsersToChangePassword(true));

        NamedPolicy policy = iam.bean(ChangeOwnPassword.class).of(alice);
        assertThat(mayChange(alice, alice, policy)).isTrue();
        assertThat(mayChange(bob, alice, policy)).isFalse();
    }

    private static boolean mayChange(Identity who, Identity whose, NamedPolicy policy) {
        AccessRequest request = new AccessRequest(
                new Principal.User(who.arn(), who.id(), Map.of()),
                ChangeOwnPassword.ACTION,
                whose.arn(),
                whose.account(),
                ConditionContext.empty());
        return Evaluator.decide(request, PolicySet.none().withResource(policy)).allowed();
    }
}
