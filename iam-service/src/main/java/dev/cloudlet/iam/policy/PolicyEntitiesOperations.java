package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.PolicyUsage.User;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Who uses a managed policy. */
@AwsOperations
class PolicyEntitiesOperations {
    private final ManagedPolicies policies;
    private final PolicyUsage usage;

    PolicyEntitiesOperations(ManagedPolicies policies, PolicyUsage usage) {
        this.policies = policies;
        this.usage = usage;
    }

    @Authorize(action = "iam:ListEntitiesForPolicy", resource = "{PolicyArn}")
    ListEntitiesForPolicyResponse listEntitiesForPolicy(Call call, ListEntitiesForPolicyRequest request) {
        PolicyArn policy = policies.get(call.account(), request.policyArn()).arn();
        Set<User> users = new LinkedHashSet<>();
        if (request.policyUsageFilter() != PolicyUsageType.PERMISSIONS_BOUNDARY) {
            users.addAll(usage.attachedTo(call.account(), policy));
        }
        if (request.policyUsageFilter() != PolicyUsageType.PERMISSIONS_POLICY) {
            users.addAll(usage.boundaryOf(call.account(), policy));
        }
        String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        users.removeIf(user -> !user.path().startsWith(prefix) || !wanted(user, request.entityFilter()));
        Page<User> page = Page.cut(users, PageRequest.of(request.marker(), request.maxItems()), User::key);
        return ListEntitiesForPolicyResponse.builder()
                .policyUsers(of(page, IdentityKind.USER).stream()
                        .map(user -> PolicyUser.builder()
                                .userName(user.name())
                                .userId(user.id())
                                .build())
                        .toList())
                .policyGroups(of(page, IdentityKind.GROUP).stream()
                        .map(group -> PolicyGroup.builder()
                                .groupName(group.name())
                                .groupId(group.id())
                                .build())
                        .toList())
                .policyRoles(of(page, IdentityKind.ROLE).stream()
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name())
                                .roleId(role.id())
                                .build())
                        .toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static List<User> of(Page<User> page, IdentityKind kind) {
        return page.items().stream().filter(user -> user.kind() == kind).toList();
    }

    private static boolean wanted(User user, EntityType filter) {
        return switch (filter) {
            case null -> true;
            case USER -> user.kind() == IdentityKind.USER;
            case GROUP -> user.kind() == IdentityKind.GROUP;
            case ROLE -> user.kind() == IdentityKind.ROLE;
            // Customer managed or AWS managed: the policy that is asked for is what it is.
            case LOCAL_MANAGED_POLICY, AWS_MANAGED_POLICY, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
