package dev.cloudlet.iam.group;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityDeletion;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.user.UserView;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** Groups: made, found, renamed, deleted. */
@AwsOperations
class GroupOperations {
    private final Identities identities;
    private final IdentityFactory factory;
    private final Memberships memberships;
    private final IdentityDeletion deletion;

    GroupOperations(
            Identities identities, IdentityFactory factory, Memberships memberships, IdentityDeletion deletion) {
        this.identities = identities;
        this.factory = factory;
        this.memberships = memberships;
        this.deletion = deletion;
    }

    @Authorize(action = "iam:CreateGroup", resource = "arn:aws:iam::{account}:group{Path|/}{GroupName}")
    CreateGroupResponse createGroup(Call call, CreateGroupRequest request) {
        Identity group =
                factory.make(call.account(), IdentityKind.GROUP, request.groupName(), request.path(), Map.of(), null);
        identities.add(group);
        return CreateGroupResponse.builder().group(GroupView.of(group)).build();
    }

    @Authorize(action = "iam:GetGroup", resource = "{group:GroupName}")
    GetGroupResponse getGroup(Call call, GetGroupRequest request) {
        Identity group = identities.get(call.account(), IdentityKind.GROUP, request.groupName());
        Page<Identity> users = memberships.usersOf(group, PageRequest.of(request.marker(), request.maxItems()));
        return GetGroupResponse.builder()
                .group(GroupView.of(group))
                .users(users.map(UserView::brief))
                .isTruncated(users.truncated())
                .marker(users.marker())
                .build();
    }

    @Authorize(action = "iam:ListGroups", resource = "arn:aws:iam::{account}:group/")
    ListGroupsResponse listGroups(Call call, ListGroupsRequest request) {
        Page<Identity> groups = identities.list(
                call.account(),
                IdentityKind.GROUP,
                request.pathPrefix(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListGroupsResponse.builder()
                .groups(groups.map(GroupView::of))
                .isTruncated(groups.truncated())
                .marker(groups.marker())
                .build();
    }

    @Authorize(action = "iam:UpdateGroup", resource = "{group:GroupName}")
    UpdateGroupResponse updateGroup(Call call, UpdateGroupRequest request) {
        Identity group = identities.lock(call.account(), IdentityKind.GROUP, request.groupName());
        String name = Objects.requireNonNullElse(request.newGroupName(), group.name());
        String path = Objects.requireNonNullElse(request.newPath(), group.path());
        // AWS asks for the permission on the group as it will be, too.
        call.authorize("iam:UpdateGroup", "arn:aws:iam::" + call.account() + ":group" + path + name);
        identities.rename(group, name, path);
        return UpdateGroupResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteGroup", resource = "{group:GroupName}")
    DeleteGroupResponse deleteGroup(Call call, DeleteGroupRequest request) {
        Identity group = identities.lock(call.account(), IdentityKind.GROUP, request.groupName());
        deletion.delete(group);
        return DeleteGroupResponse.builder().build();
    }
}
