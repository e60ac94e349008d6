package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.PolicyUsage.Count;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/** Managed policies, the customer's and AWS's, by name. */
@AwsOperations
class PolicyListOperations {
    private final CustomerPolicies customer;
    private final AwsManagedPolicies aws;
    private final PolicyUsage usage;

    PolicyListOperations(CustomerPolicies customer, AwsManagedPolicies aws, PolicyUsage usage) {
        this.customer = customer;
        this.aws = aws;
        this.usage = usage;
    }

    @Authorize(action = "iam:ListPolicies", resource = "arn:aws:iam::{account}:policy/")
    ListPoliciesResponse listPolicies(Call call, ListPoliciesRequest request) {
        Map<String, Count> used = usage.all(call.account());
        List<ManagedPolicy> found = new ArrayList<>();
        if (request.scope() != PolicyScopeType.LOCAL) {
            found.addAll(aws.all());
        }
        if (request.scope() != PolicyScopeType.AWS) {
            found.addAll(customer.all(call.account()));
        }
        String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        found.removeIf(policy -> !policy.arn().path().startsWith(prefix) || !wanted(request, count(used, policy)));
        Page<ManagedPolicy> page = Page.cut(
                found,
                PageRequest.of(request.marker(), request.maxItems()),
                policy -> policy.name() + " " + policy.arn());
        return ListPoliciesResponse.builder()
                .policies(page.map(policy -> PolicyView.brief(policy, count(used, policy))))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static boolean wanted(ListPoliciesRequest request, Count used) {
        boolean onlyAttached = Boolean.TRUE.equals(request.onlyAttached());
        if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY) {
            return used.boundaries() > 0;
        }
        if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_POLICY) {
            return used.attached() > 0;
        }
        return !onlyAttached || used.attached() > 0;
    }

    private static Count count(Map<String, Count> used, ManagedPolicy policy) {
        return used.getOrDefault(policy.arn().toString(), Count.NONE);
    }
}
