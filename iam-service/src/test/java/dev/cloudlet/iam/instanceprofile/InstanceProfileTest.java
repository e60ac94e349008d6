package dev.cloudlet.iam.instanceprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.instanceprofile.InstanceProfileLookup.Answer;
import dev.cloudlet.iam.instanceprofile.InstanceProfileLookup.Question;
import dev.cloudlet.kit.internal.InternalOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;

class InstanceProfileTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final InstanceProfileOperations profiles = iam.bean(InstanceProfileOperations.class);
    private final InstanceProfileRoleOperations profileRoles = iam.bean(InstanceProfileRoleOperations.class);

    @BeforeEach
    void aProfileAndTwoRoles() {
        iam.run(() -> profiles.createInstanceProfile(
                iam.asRoot(),
                CreateInstanceProfileRequest.builder()
                        .instanceProfileName("web")
                        .path("/app/")
                        .build()));
        for (String role : new String[] {"one", "two"}) {
            iam.addRole(role, IamFixture.TRUST_ALL_OF_ACCOUNT);
        }
    }

    private void add(String role) {
        iam.run(() -> profileRoles.addRoleToInstanceProfile(
                iam.asRoot(),
                AddRoleToInstanceProfileRequest.builder()
                        .instanceProfileName("web")
                        .roleName(role)
                        .build()));
    }

    private void remove(String role) {
        iam.run(() -> profileRoles.removeRoleFromInstanceProfile(
                iam.asRoot(),
                RemoveRoleFromInstanceProfileRequest.builder()
                        .instanceProfileName("web")
                        .roleName(role)
                        .build()));
    }

    @Test
    void holdsOneRole() {
        add("one");
        assertThatThrownBy(() -> add("two"))
                .hasMessage("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        var profile = profiles.getInstanceProfile(
                        iam.asRoot(),
                        GetInstanceProfileRequest.builder()
                                .instanceProfileName("web")
                                .build())
                .instanceProfile();
        assertThat(profile.instanceProfileId()).matches("AIPA[A-Z2-7]{17}");
        assertThat(profile.roles()).singleElement().satisfies(role -> assertThat(role.roleName())
                .isEqualTo("one"));
        assertThat(profileRoles
                        .listInstanceProfilesForRole(
                                iam.asRoot(),
                                ListInstanceProfilesForRoleRequest.builder()
                                        .roleName("one")
                                        .build())
                        .instanceProfiles())
                .hasSize(1);
    }

    @Test
    void staysWhileItHoldsARole() {
        add("one");
        Runnable delete = () -> iam.run(() -> profiles.deleteInstanceProfile(
                iam.asRoot(),
                DeleteInstanceProfileRequest.builder()
                        .instanceProfileName("web")
                        .build()));
        assertThatThrownBy(delete::run)
                .hasMessage("Cannot delete entity, must remove roles from instance profile first.");
        assertThatThrownBy(() -> remove("two")).hasMessage("The role with name two cannot be found.");
        remove("one");
        delete.run();
        assertThatThrownBy(() -> profiles.getInstanceProfile(
                        iam.asRoot(),
                        GetInstanceProfileRequest.builder()
                                .instanceProfileName("web")
                                .build()))
                .hasMessage("Instance Profile web cannot be found.");
    }

    @Test
    @SuppressWarnings("unchecked") // the bean is found by its name, which carries no type arguments
    void ec2FindsItByNameAndArn() {
        InternalOperation<Question, Answer> lookup =
                (InternalOperation<Question, Answer>) iam.bean("instanceProfileOperation");
        assertThat(lookup.answer()
                        .apply(new Question(IamFixture.ACCOUNT, "web"))
                        .roleArn())
                .isNull();
        add("one");
        String arn = "arn:aws:iam::123456789012:instance-profile/app/web";
        Answer found = lookup.answer().apply(new Question(IamFixture.ACCOUNT, arn));
        assertThat(found.arn()).isEqualTo(arn);
        assertThat(found.roleName()).isEqualTo("one");
        assertThat(found.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/one");
        assertThatThrownBy(
                        () -> lookup.answer().apply(new Question(IamFixture.ACCOUNT, arn.replace("/app/", "/other/"))))
                .hasMessageContaining("cannot be found");
    }
}
