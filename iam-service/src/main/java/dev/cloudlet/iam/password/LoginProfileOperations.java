package dev.cloudlet.iam.password;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.Principal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.iam.model.ChangePasswordRequest;
import software.amazon.awssdk.services.iam.model.ChangePasswordResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileResponse;

/** Passwords of users: given, changed, taken away. */
@AwsOperations
class LoginProfileOperations {
    private final Identities identities;
    private final LoginProfiles profiles;
    private final PasswordPolicies policies;
    private final SecureRandom random = new SecureRandom();

    LoginProfileOperations(Identities identities, LoginProfiles profiles, PasswordPolicies policies) {
        this.identities = identities;
        this.profiles = profiles;
        this.policies = policies;
    }

    @Authorize(action = "iam:CreateLoginProfile", resource = "{user:UserName}")
    CreateLoginProfileResponse createLoginProfile(Call call, CreateLoginProfileRequest request) {
        Identity user = lock(call, request.userName());
        check(user, request.password());
        profiles.add(
                user,
                PasswordHash.of(request.password(), random),
                Boolean.TRUE.equals(request.passwordResetRequired()),
                now(call));
        return CreateLoginProfileResponse.builder()
                .loginProfile(profiles.find(user).orElseThrow())
                .build();
    }

    @Authorize(action = "iam:GetLoginProfile", resource = "{user:UserName}")
    GetLoginProfileResponse getLoginProfile(Call call, GetLoginProfileRequest request) {
        Identity user = identities.get(call.account(), IdentityKind.USER, request.userName());
        return GetLoginProfileResponse.builder()
                .loginProfile(profiles.find(user).orElseThrow(() -> LoginProfiles.missing(user)))
                .build();
    }

    @Authorize(action = "iam:UpdateLoginProfile", resource = "{user:UserName}")
    UpdateLoginProfileResponse updateLoginProfile(Call call, UpdateLoginProfileRequest request) {
        Identity user = lock(call, request.userName());
        if (profiles.find(user).isEmpty()) {
            throw LoginProfiles.missing(user);
        }
        if (request.password() != null) {
            set(call, user, request.password());
        }
        if (request.passwordResetRequired() != null) {
            profiles.setResetRequired(user, request.passwordResetRequired());
        }
        return UpdateLoginProfileResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteLoginProfile", resource = "{user:UserName}")
    DeleteLoginProfileResponse deleteLoginProfile(Call call, DeleteLoginProfileRequest request) {
        profiles.remove(lock(call, request.userName()));
        return DeleteLoginProfileResponse.builder().build();
    }

    @AuthorizedInCode(actions = ChangeOwnPassword.ACTION, because = "It is the caller's own password")
    ChangePasswordResponse changePassword(Call call, ChangePasswordRequest request) {
        call.authorize(ChangeOwnPassword.ACTION, call.principal().arn());
        if (!(call.principal() instanceof Principal.User caller)) {
            throw IamError.INVALID_USER_TYPE.of("Only an IAM User can change their own password.");
        }
        Identity user = lock(call, caller.userName());
        if (profiles.hashes(user).stream()
                .limit(1)
                .noneMatch(hash -> PasswordHash.matches(request.oldPassword(), hash))) {
            throw IamError.INVALID_INPUT.of("The old password was incorrect.");
        }
        set(call, user, request.newPassword());
        return ChangePasswordResponse.builder().build();
    }

    private void set(Call call, Identity user, String password) {
        check(user, password);
        profiles.setPassword(user, PasswordHash.of(password, random), now(call));
    }

    private void check(Identity user, String password) {
        PasswordRules rules = policies.of(user.account()).orElse(null);
        if (rules == null ? !PasswordRules.allowWithoutPolicy(password) : !rules.allow(password)) {
            throw IamError.PASSWORD_POLICY_VIOLATION.of("Password does not conform to the account password policy.");
        }
        int remembered = rules == null || rules.reusePrevention() == null ? 0 : rules.reusePrevention();
        if (profiles.hashes(user).stream().limit(remembered).anyMatch(hash -> PasswordHash.matches(password, hash))) {
            throw IamError.PASSWORD_POLICY_VIOLATION.of("Policy constraint violation with password reuse");
        }
    }

    private Identity lock(Call call, String name) {
        return identities.lock(call.account(), IdentityKind.USER, name);
    }

    private static Instant now(Call call) {
        return call.time().truncatedTo(ChronoUnit.SECONDS);
    }
}
