package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.role.Role;
import dev.cloudlet.iam.role.Roles;
import dev.cloudlet.kit.internal.InternalOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells EC2 what an instance profile stands for. */
@Configuration(proxyBeanMethods = false)
class InstanceProfileLookup {

    /** The profile by its name or its ARN. */
    record Question(String account, String nameOrArn) {}

    /** The profile; without a role roleArn and roleName are null. */
    record Answer(
            String arn,
            String id,
            @Nullable String roleArn,
            @Nullable String roleName) {}

    @Bean
    InternalOperation<Question, Answer> instanceProfileOperation(InstanceProfiles profiles, Roles roles) {
        return new InternalOperation<>("instance-profile", Question.class, question -> {
            String wanted = question.nameOrArn();
            InstanceProfile profile = profiles.get(
                    question.account(),
                    wanted.startsWith("arn:") ? wanted.substring(wanted.lastIndexOf('/') + 1) : wanted);
            if (wanted.startsWith("arn:") && !wanted.equals(profile.arn())) {
                throw InstanceProfiles.missing(wanted);
            }
            List<Role> found =
                    profile.roleId() == null ? List.of() : roles.byIds(profile.account(), List.of(profile.roleId()));
            return found.isEmpty()
                    ? new Answer(profile.arn(), profile.id(), null, null)
                    : new Answer(
                            profile.arn(),
                            profile.id(),
                            found.getFirst().arn(),
                            found.getFirst().identity().name());
        });
    }
}
