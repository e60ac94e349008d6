package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.policy.PolicyUsage.Count;
import dev.cloudlet.iam.tag.TagChange;
import software.amazon.awssdk.services.iam.model.Policy;

/** Managed policies in AWS's form. */
final class PolicyView {
    private PolicyView() {}

    /** As lists have it. */
    static Policy brief(ManagedPolicy policy, Count used) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn().toString())
                .path(policy.arn().path())
                .defaultVersionId(PolicyVersion.id(policy.defaultVersion()))
                .attachmentCount(used.attached())
                .permissionsBoundaryUsageCount(used.boundaries())
                .isAttachable(true)
                .createDate(policy.created())
                .updateDate(policy.updated())
                .build();
    }

    static Policy whole(ManagedPolicy policy, Count used) {
        return brief(policy, used).toBuilder()
                .description(policy.description().isEmpty() ? null : policy.description())
                .tags(TagChange.list(policy.tags()))
                .build();
    }

    static software.amazon.awssdk.services.iam.model.PolicyVersion version(
            ManagedPolicy policy, PolicyVersion version, boolean withDocument) {
        return software.amazon.awssdk.services.iam.model.PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.number() == policy.defaultVersion())
                .document(withDocument ? PolicyRules.encoded(version.document()) : null)
                .createDate(version.created())
                .build();
    }
}
