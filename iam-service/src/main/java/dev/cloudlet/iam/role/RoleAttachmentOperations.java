package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;

/** The managed policies that are attached to roles. */
@AwsOperations
class RoleAttachmentOperations {
    private final Attachments attachments;

    RoleAttachmentOperations(Attachments attachments) {
        this.attachments = attachments;
    }

    @Authorize(action = "iam:AttachRolePolicy", resource = "{role:RoleName}", keys = "iam:PolicyARN={PolicyArn}")
    AttachRolePolicyResponse attachRolePolicy(Call call, AttachRolePolicyRequest request) {
        attachments.attach(call.account(), IdentityKind.ROLE, request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    @Authorize(action = "iam:DetachRolePolicy", resource = "{role:RoleName}", keys = "iam:PolicyARN={PolicyArn}")
    DetachRolePolicyResponse detachRolePolicy(Call call, DetachRolePolicyRequest request) {
        attachments.detach(call.account(), IdentityKind.ROLE, request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListAttachedRolePolicies", resource = "{role:RoleName}")
    ListAttachedRolePoliciesResponse listAttachedRolePolicies(Call call, ListAttachedRolePoliciesRequest request) {
        Page<AttachedPolicy> attached = attachments.list(
                call.account(),
                IdentityKind.ROLE,
                request.roleName(),
                request.pathPrefix(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(attached.items())
                .isTruncated(attached.truncated())
                .marker(attached.marker())
                .build();
    }
}
