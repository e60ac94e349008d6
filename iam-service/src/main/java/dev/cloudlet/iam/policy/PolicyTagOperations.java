package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** The tags of customer managed policies. */
@AwsOperations
class PolicyTagOperations {
    private final ManagedPolicies policies;
    private final CustomerPolicies customer;

    PolicyTagOperations(ManagedPolicies policies, CustomerPolicies customer) {
        this.policies = policies;
        this.customer = customer;
    }

    @Authorize(action = "iam:TagPolicy", resource = "{PolicyArn}")
    TagPolicyResponse tagPolicy(Call call, TagPolicyRequest request) {
        ManagedPolicy policy = policies.lock(call.account(), request.policyArn());
        customer.setTags(policy.arn(), TagChange.add(policy.tags(), request.tags()));
        return TagPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:UntagPolicy", resource = "{PolicyArn}")
    UntagPolicyResponse untagPolicy(Call call, UntagPolicyRequest request) {
        ManagedPolicy policy = policies.lock(call.account(), request.policyArn());
        customer.setTags(policy.arn(), TagChange.remove(policy.tags(), request.tagKeys()));
        return UntagPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListPolicyTags", resource = "{PolicyArn}")
    ListPolicyTagsResponse listPolicyTags(Call call, ListPolicyTagsRequest request) {
        ManagedPolicy policy = policies.get(call.account(), request.policyArn());
        Page<Tag> tags = TagChange.page(policy.tags(), PageRequest.of(request.marker(), request.maxItems()));
        return ListPolicyTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.truncated())
                .marker(tags.marker())
                .build();
    }
}
