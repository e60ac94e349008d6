package dev.cloudlet.iam.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.InlinePolicies;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.User;

class GroupOperationsTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final GroupOperations groups = iam.bean(GroupOperations.class);
    private final MembershipOperations memberships = iam.bean(MembershipOperations.class);

    @BeforeEach
    void users() {
        for (String name : new String[] {"alice", "bob"}) {
            iam.bean(Identities.class)
                    .add(iam.bean(IdentityFactory.class)
                            .make(IamFixture.ACCOUNT, IdentityKind.USER, name, "/", Map.of(), null));
        }
    }

    private Group create(String name) {
        return iam.run(() -> groups.createGroup(
                        iam.asRoot(),
                        CreateGroupRequest.builder().groupName(name).build()))
                .group();
    }

    private void join(String user, String group) {
        iam.run(() -> memberships.addUserToGroup(
                iam.asRoot(),
                AddUserToGroupRequest.builder().userName(user).groupName(group).build()));
    }

    private void leave(String user, String group) {
        iam.run(() -> memberships.removeUserFromGroup(
                iam.asRoot(),
                RemoveUserFromGroupRequest.builder()
                        .userName(user)
                        .groupName(group)
                        .build()));
    }

    private void delete(String name) {
        iam.run(() -> groups.deleteGroup(
                iam.asRoot(), DeleteGroupRequest.builder().groupName(name).build()));
    }

    @Test
    void usersJoinAndLeave() {
        assertThat(create("staff").groupId()).matches("AGPA[A-Z2-7]{17}");
        join("bob", "staff");
        join("alice", "staff");
        join("bob", "staff");
        assertThat(groups.getGroup(
                                iam.asRoot(),
                                GetGroupRequest.builder().groupName("staff").build())
                        .users())
                .extracting(User::userName)
                .containsExactly("alice", "bob");
        leave("bob", "staff");
        assertThat(memberships
                        .listGroupsForUser(
                                iam.asRoot(),
                                ListGroupsForUserRequest.builder()
                                        .userName("bob")
                                        .build())
                        .groups())
                .isEmpty();
        assertThatThrownBy(() -> leave("bob", "staff")).hasMessage("User bob is not in group staff.");
    }

    @Test
    void aUserIsInTenGroupsAtMost() {
        for (int i = 0; i < 11; i++) {
            create("g" + i);
        }
        for (int i = 0; i < 10; i++) {
            join("bob", "g" + i);
        }
        assertThatThrownBy(() -> join("bob", "g10")).hasMessage("Cannot exceed quota for GroupsPerUser: 10");
    }

    @Test
    void aGroupThatIsInUseStays() {
        create("staff");
        join("bob", "staff");
        assertThatThrownBy(() -> delete("staff"))
                .hasMessage("Cannot delete entity, must remove users from group first.");
        leave("bob", "staff");
        iam.run(() -> {
            iam.bean(InlinePolicies.class)
                    .put(IamFixture.ACCOUNT, IdentityKind.GROUP, "staff", "p", IamFixture.ALLOW_ALL);
            return true;
        });
        assertThatThrownBy(() -> delete("staff")).hasMessage("Cannot delete entity, must delete policies first.");
    }

    @Test
    void aRenamedGroupKeepsItsUsers() {
        create("staff");
        join("bob", "staff");
        iam.run(() -> groups.updateGroup(
                iam.asRoot(),
                UpdateGroupRequest.builder()
                        .groupName("staff")
                        .newGroupName("crew")
                        .newPath("/sea/")
                        .build()));
        assertThat(memberships
                        .listGroupsForUser(
                                iam.asRoot(),
                                ListGroupsForUserRequest.builder()
                                        .userName("bob")
                                        .build())
                        .groups())
                .extracting(Group::arn)
                .containsExactly("arn:aws:iam::123456789012:group/sea/crew");
    }

    @Test
    void whoIsNotThereCannotJoin() {
        create("staff");
        assertThatThrownBy(() -> join("carol", "staff")).hasMessage("The user with name carol cannot be found.");
        assertThatThrownBy(() -> join("bob", "crew")).hasMessage("The group with name crew cannot be found.");
    }
}
