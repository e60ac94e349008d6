package dev.cloudlet.iam.group;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;

/** The managed policies that are attached to groups. */
@AwsOperations
class GroupAttachmentOperations {
    private final Attachments attachments;

    GroupAttachmentOperations(Attachments attachments) {
        this.attachments = attachments;
    }

    @Authorize(action = "iam:AttachGroupPolicy", resource = "{group:GroupName}", keys = "iam:PolicyARN={PolicyArn}")
    AttachGroupPolicyResponse attachGroupPolicy(Call call, AttachGroupPolicyRequest request) {
        attachments.attach(call.account(), IdentityKind.GROUP, request.groupName(), request.policyArn());
        return AttachGroupPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:DetachGroupPolicy", resource = "{group:GroupName}", keys = "iam:PolicyARN={PolicyArn}")
    DetachGroupPolicyResponse detachGroupPolicy(Call call, DetachGroupPolicyRequest request) {
        attachments.detach(call.account(), IdentityKind.GROUP, request.groupName(), request.policyArn());
        return DetachGroupPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListAttachedGroupPolicies", resource = "{group:GroupName}")
    ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(Call call, ListAttachedGroupPoliciesRequest request) {
        Page<AttachedPolicy> attached = attachments.list(
                call.account(),
                IdentityKind.GROUP,
                request.groupName(),
                request.pathPrefix(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(attached.items())
                .isTruncated(attached.truncated())
                .marker(attached.marker())
                .build();
    }
}
