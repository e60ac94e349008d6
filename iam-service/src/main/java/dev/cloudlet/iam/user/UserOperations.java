package dev.cloudlet.iam.user;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityDeletion;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/** Users: made, found, renamed, deleted. */
@AwsOperations
class UserOperations {
    private final Identities identities;
    private final IdentityFactory factory;
    private final Boundaries boundaries;
    private final IdentityDeletion deletion;
    private final CallersChanged callers;

    UserOperations(
            Identities identities,
            IdentityFactory factory,
            Boundaries boundaries,
            IdentityDeletion deletion,
            CallersChanged callers) {
        this.identities = identities;
        this.factory = factory;
        this.boundaries = boundaries;
        this.deletion = deletion;
        this.callers = callers;
    }

    @Authorize(
            action = "iam:CreateUser",
            resource = "arn:aws:iam::{account}:user{Path|/}{UserName}",
            keys = "iam:PermissionsBoundary={PermissionsBoundary}")
    CreateUserResponse createUser(Call call, CreateUserRequest request) {
        boundaries.check(call.account(), request.permissionsBoundary());
        Identity user = factory.make(
                call.account(),
                IdentityKind.USER,
                request.userName(),
                request.path(),
                TagChange.create(request.tags()),
                request.permissionsBoundary());
        identities.add(user);
        return CreateUserResponse.builder().user(UserView.whole(user)).build();
    }

    @AuthorizedInCode(actions = "iam:GetUser", because = "Without a name it is the caller that is asked for")
    GetUserResponse getUser(Call call, GetUserRequest request) {
        UserName name = UserName.of(call, request.userName());
        call.authorize("iam:GetUser", name.arn(identities, call));
        return GetUserResponse.builder()
                .user(
                        switch (name) {
                            case UserName.Root root -> UserView.root(call);
                            case UserName.Named(String user) ->
                                UserView.whole(identities.get(call.account(), IdentityKind.USER, user));
                        })
                .build();
    }

    @Authorize(action = "iam:ListUsers", resource = "arn:aws:iam::{account}:user/")
    ListUsersResponse listUsers(Call call, ListUsersRequest request) {
        Page<Identity> users = identities.list(
                call.account(),
                IdentityKind.USER,
                request.pathPrefix(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListUsersResponse.builder()
                .users(users.map(UserView::brief))
                .isTruncated(users.truncated())
                .marker(users.marker())
                .build();
    }

    @Authorize(action = "iam:UpdateUser", resource = "{user:UserName}")
    UpdateUserResponse updateUser(Call call, UpdateUserRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        String name = Objects.requireNonNullElse(request.newUserName(), user.name());
        String path = Objects.requireNonNullElse(request.newPath(), user.path());
        // AWS asks for the permission on the user as it will be, too.
        call.authorize("iam:UpdateUser", "arn:aws:iam::" + call.account() + ":user" + path + name);
        identities.rename(user, name, path);
        callers.announce();
        return UpdateUserResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteUser", resource = "{user:UserName}")
    DeleteUserResponse deleteUser(Call call, DeleteUserRequest request) {
        deletion.delete(identities.lock(call.account(), IdentityKind.USER, request.userName()));
        callers.announce();
        return DeleteUserResponse.builder().build();
    }
}
