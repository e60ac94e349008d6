package dev.cloudlet.iam.user;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;

/** The managed policies that are attached to users. */
@AwsOperations
class UserAttachmentOperations {
    private final Attachments attachments;

    UserAttachmentOperations(Attachments attachments) {
        this.attachments = attachments;
    }

    @Authorize(action = "iam:AttachUserPolicy", resource = "{user:UserName}", keys = "iam:PolicyARN={PolicyArn}")
    AttachUserPolicyResponse attachUserPolicy(Call call, AttachUserPolicyRequest request) {
        attachments.attach(call.account(), IdentityKind.USER, request.userName(), request.policyArn());
        return AttachUserPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:DetachUserPolicy", resource = "{user:UserName}", keys = "iam:PolicyARN={PolicyArn}")
    DetachUserPolicyResponse detachUserPolicy(Call call, DetachUserPolicyRequest request) {
        attachments.detach(call.account(), IdentityKind.USER, request.userName(), request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListAttachedUserPolicies", resource = "{user:UserName}")
    ListAttachedUserPoliciesResponse listAttachedUserPolicies(Call call, ListAttachedUserPoliciesRequest request) {
        Page<AttachedPolicy> attached = attachments.list(
                call.account(),
                IdentityKind.USER,
                request.userName(),
                request.pathPrefix(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(attached.items())
                .isTruncated(attached.truncated())
                .marker(attached.marker())
                .build();
    }
}
