package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies, one of which is in force. */
@AwsOperations
class PolicyVersionOperations {
    private final ManagedPolicies policies;
    private final CustomerPolicies customer;
    private final PolicyVersions versions;
    private final CallersChanged callers;

    PolicyVersionOperations(
            ManagedPolicies policies, CustomerPolicies customer, PolicyVersions versions, CallersChanged callers) {
        this.policies = policies;
        this.customer = customer;
        this.versions = versions;
        this.callers = callers;
    }

    @Authorize(action = "iam:CreatePolicyVersion", resource = "{PolicyArn}")
    CreatePolicyVersionResponse createPolicyVersion(Call call, CreatePolicyVersionRequest request) {
        ManagedPolicy policy = policies.lock(call.account(), request.policyArn());
        PolicyOperations.check(request.policyDocument());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        PolicyVersion version = versions.add(policy.arn(), request.policyDocument(), now);
        if (Boolean.TRUE.equals(request.setAsDefault())) {
            customer.setDefault(policy.arn(), version.number(), now);
            callers.announce();
        }
        return CreatePolicyVersionResponse.builder()
                .policyVersion(view -> view.versionId(version.id())
                        .isDefaultVersion(Boolean.TRUE.equals(request.setAsDefault()))
                        .createDate(now))
                .build();
    }

    @Authorize(action = "iam:GetPolicyVersion", resource = "{PolicyArn}")
    GetPolicyVersionResponse getPolicyVersion(Call call, GetPolicyVersionRequest request) {
        ManagedPolicy policy = policies.get(call.account(), request.policyArn());
        PolicyVersion version = policies.version(policy, request.versionId());
        return GetPolicyVersionResponse.builder()
                .policyVersion(PolicyView.version(policy, version, true))
                .build();
    }

    @Authorize(action = "iam:ListPolicyVersions", resource = "{PolicyArn}")
    ListPolicyVersionsResponse listPolicyVersions(Call call, ListPolicyVersionsRequest request) {
        ManagedPolicy policy = policies.get(call.account(), request.policyArn());
        List<PolicyVersion> all =
                policy.arn().ownedByAws() ? List.of(policies.awsVersion(policy)) : versions.all(policy.arn());
        // The newest first: the key counts down.
        Page<PolicyVersion> page = Page.cut(
                all,
                PageRequest.of(request.marker(), request.maxItems()),
                version -> String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - version.number()));
        return ListPolicyVersionsResponse.builder()
                .versions(page.map(version -> PolicyView.version(policy, version, false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    @Authorize(action = "iam:SetDefaultPolicyVersion", resource = "{PolicyArn}")
    SetDefaultPolicyVersionResponse setDefaultPolicyVersion(Call call, SetDefaultPolicyVersionRequest request) {
        ManagedPolicy policy = policies.lock(call.account(), request.policyArn());
        PolicyVersion version = policies.version(policy, request.versionId());
        customer.setDefault(policy.arn(), version.number(), call.time().truncatedTo(ChronoUnit.SECONDS));
        callers.announce();
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    @Authorize(action = "iam:DeletePolicyVersion", resource = "{PolicyArn}")
    DeletePolicyVersionResponse deletePolicyVersion(Call call, DeletePolicyVersionRequest request) {
        ManagedPolicy policy = policies.lock(call.account(), request.policyArn());
        PolicyVersion version = policies.version(policy, request.versionId());
        if (version.number() == policy.defaultVersion()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete the default version of a policy.");
        }
        versions.remove(policy.arn(), version.number());
        return DeletePolicyVersionResponse.builder().build();
    }
}
