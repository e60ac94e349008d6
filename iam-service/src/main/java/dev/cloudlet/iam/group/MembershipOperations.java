package dev.cloudlet.iam.group;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/** Users join and leave groups, and with them what the groups' policies say. */
@AwsOperations
class MembershipOperations {
    private final Identities identities;
    private final Memberships memberships;
    private final CallersChanged callers;

    MembershipOperations(Identities identities, Memberships memberships, CallersChanged callers) {
        this.identities = identities;
        this.memberships = memberships;
        this.callers = callers;
    }

    @Authorize(action = "iam:AddUserToGroup", resource = "{group:GroupName}")
    AddUserToGroupResponse addUserToGroup(Call call, AddUserToGroupRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        Identity group = identities.lock(call.account(), IdentityKind.GROUP, request.groupName());
        memberships.add(group, user);
        callers.announce();
        return AddUserToGroupResponse.builder().build();
    }

    @Authorize(action = "iam:RemoveUserFromGroup", resource = "{group:GroupName}")
    RemoveUserFromGroupResponse removeUserFromGroup(Call call, RemoveUserFromGroupRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        Identity group = identities.lock(call.account(), IdentityKind.GROUP, request.groupName());
        if (!memberships.remove(group, user)) {
            throw IamError.NO_SUCH_ENTITY.of("User %s is not in group %s.", user.name(), group.name());
        }
        callers.announce();
        return RemoveUserFromGroupResponse.builder().build();
    }

    @Authorize(action = "iam:ListGroupsForUser", resource = "{user:UserName}")
    ListGroupsForUserResponse listGroupsForUser(Call call, ListGroupsForUserRequest request) {
        Identity user = identities.get(call.account(), IdentityKind.USER, request.userName());
        Page<Identity> groups = Page.cut(
                memberships.groupsOf(user), PageRequest.of(request.marker(), request.maxItems()), Identity::name);
        return ListGroupsForUserResponse.builder()
                .groups(groups.map(GroupView::of))
                .isTruncated(groups.truncated())
                .marker(groups.marker())
                .build();
    }
}
