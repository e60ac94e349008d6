package dev.cloudlet.iam.password;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyResponse;

/** What the account demands of passwords. */
@AwsOperations
class PasswordPolicyOperations {
    private final PasswordPolicies policies;

    PasswordPolicyOperations(PasswordPolicies policies) {
        this.policies = policies;
    }

    @Authorize(action = "iam:UpdateAccountPasswordPolicy")
    UpdateAccountPasswordPolicyResponse updateAccountPasswordPolicy(
            Call call, UpdateAccountPasswordPolicyRequest request) {
        policies.set(call.account(), PasswordRules.of(request));
        return UpdateAccountPasswordPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:GetAccountPasswordPolicy")
    GetAccountPasswordPolicyResponse getAccountPasswordPolicy(Call call, GetAccountPasswordPolicyRequest request) {
        PasswordRules rules = policies.of(call.account())
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.of(
                        "The Password Policy with domain name %s cannot be found.", call.account()));
        return GetAccountPasswordPolicyResponse.builder()
                .passwordPolicy(rules.view())
                .build();
    }

    @Authorize(action = "iam:DeleteAccountPasswordPolicy")
    DeleteAccountPasswordPolicyResponse deleteAccountPasswordPolicy(
            Call call, DeleteAccountPasswordPolicyRequest request) {
        if (!policies.remove(call.account())) {
            throw IamError.NO_SUCH_ENTITY.of("The account policy with name PasswordPolicy cannot be found.");
        }
        return DeleteAccountPasswordPolicyResponse.builder().build();
    }
}
