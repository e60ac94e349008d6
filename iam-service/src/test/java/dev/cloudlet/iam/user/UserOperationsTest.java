package dev.cloudlet.iam.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.User;

class UserOperationsTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final UserOperations users = iam.bean(UserOperations.class);

    private User create(String name, String path) {
        return iam.run(() -> users.createUser(
                        iam.asRoot(),
                        CreateUserRequest.builder().userName(name).path(path).build()))
                .user();
    }

    private User get(String name) {
        return users.getUser(
                        iam.asRoot(), GetUserRequest.builder().userName(name).build())
                .user();
    }

    @Test
    void aNewUserHasAnIdAndAnArnWithItsPath() {
        User bob = create("Bob", "/division/");
        assertThat(bob.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(bob.arn()).isEqualTo("arn:aws:iam::123456789012:user/division/Bob");
        assertThat(bob.createDate()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(get("Bob")).isEqualTo(bob);
    }

    @Test
    void namesThatDifferInCaseOnlyAreTheSame() {
        create("Bob", "/");
        assertThatThrownBy(() -> create("BOB", "/other/"))
                .isInstanceOf(AwsException.class)
                .hasMessage("User with name BOB already exists.")
                .extracting(e -> ((AwsException) e).code())
                .isEqualTo("EntityAlreadyExists");
        assertThatThrownBy(() -> get("BOB")).hasMessage("The user with name BOB cannot be found.");
    }

    @Test
    void withoutANameItIsTheCallerWhoIsAskedFor() {
        User bob = create("Bob", "/a/");
        Principal asBob = new Principal.User(bob.arn(), bob.userId(), Map.of());
        assertThat(users.getUser(iam.as(asBob), GetUserRequest.builder().build())
                        .user()
                        .userName())
                .isEqualTo("Bob");

        User root =
                users.getUser(iam.asRoot(), GetUserRequest.builder().build()).user();
        assertThat(root.arn()).isEqualTo(IamFixture.ROOT);
        assertThat(root.userId()).isEqualTo(IamFixture.ACCOUNT);
        assertThat(root.userName()).isNull();

        Principal session = new Principal.RoleSession("arn:aws:iam::123456789012:role/R", "AROAX", "session", Map.of());
        assertThatThrownBy(() ->
                        users.getUser(iam.as(session), GetUserRequest.builder().build()))
                .hasMessage("Must specify userName when calling with non-User credentials");
    }

    @Test
    void aRenamedUserKeepsItsId() {
        User before = create("Bob", "/");
        iam.run(() -> users.updateUser(
                iam.asRoot(),
                UpdateUserRequest.builder()
                        .userName("Bob")
                        .newUserName("Robert")
                        .newPath("/grown/")
                        .build()));
        User after = get("Robert");
        assertThat(after.userId()).isEqualTo(before.userId());
        assertThat(after.arn()).isEqualTo("arn:aws:iam::123456789012:user/grown/Robert");
        assertThat(iam.announcements()).isEqualTo(1);
        assertThatThrownBy(() -> get("Bob")).hasMessage("The user with name Bob cannot be found.");
    }

    @Test
    void aUserMayChangeTheCaseOfItsNameButNotTakeAnothers() {
        create("bob", "/");
        create("alice", "/");
        iam.run(() -> users.updateUser(
                iam.asRoot(),
                UpdateUserRequest.builder().userName("bob").newUserName("Bob").build()));
        assertThat(get("Bob").userName()).isEqualTo("Bob");
        assertThatThrownBy(() -> iam.run(() -> users.updateUser(
                        iam.asRoot(),
                        UpdateUserRequest.builder()
                                .userName("Bob")
                                .newUserName("ALICE")
                                .build())))
                .hasMessage("User with name ALICE already exists.");
    }

    @Test
    void listsComeInPagesByNameAndBelowAPath() {
        for (String name : List.of("c", "a", "e", "B", "d")) {
            create(name, "/team/");
        }
        create("outside", "/");
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            ListUsersResponse page = users.listUsers(
                    iam.asRoot(),
                    ListUsersRequest.builder()
                            .pathPrefix("/team")
                            .maxItems(2)
                            .marker(marker)
                            .build());
            page.users().forEach(user -> seen.add(user.userName()));
            assertThat(page.isTruncated()).isEqualTo(page.marker() != null);
            marker = page.marker();
        } while (marker != null);
        assertThat(seen).containsExactly("B", "a", "c", "d", "e");
    }

    @Test
    void aMarkerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> users.listUsers(
                        iam.asRoot(), ListUsersRequest.builder().marker("%%%").build()))
                .hasMessage("Invalid Marker.");
    }

    @Test
    void aDeletedUserIsGoneAndAnotherOfThatNameIsAnother() {
        User first = create("Bob", "/");
        iam.run(() -> users.deleteUser(
                iam.asRoot(), DeleteUserRequest.builder().userName("Bob").build()));
        assertThat(iam.announcements()).isEqualTo(1);
        assertThatThrownBy(() -> get("Bob")).hasMessage("The user with name Bob cannot be found.");
        assertThat(create("Bob", "/").userId()).isNotEqualTo(first.userId());
    }

    @Test
    void tagsAreReplacedWhateverTheirCaseAndShownByGetAlone() {
        create("Bob", "/");
        UserTagOperations tags = iam.bean(UserTagOperations.class);
        for (String key : List.of("team", "Team")) {
            iam.run(() -> tags.tagUser(
                    iam.asRoot(),
                    TagUserRequest.builder()
                            .userName("Bob")
                            .tags(Tag.builder().key(key).value(key + "!").build())
                            .build()));
        }
        assertThat(get("Bob").tags())
                .containsExactly(Tag.builder().key("Team").value("Team!").build());
        assertThat(users.listUsers(iam.asRoot(), ListUsersRequest.builder().build())
                        .users()
                        .getFirst()
                        .hasTags())
                .isFalse();
    }
}
