package dev.cloudlet.iam.user;

import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.User;

/** Users in AWS's form. */
public final class UserView {
    /** The root user has been there from the beginning. */
    private static final Instant ROOT_CREATED = Instant.parse("2010-05-08T00:00:00Z");

    private UserView() {}

    /** As lists have it: without tags and boundary. */
    public static User brief(Identity user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .build();
    }

    static User whole(Identity user) {
        return brief(user).toBuilder()
                .permissionsBoundary(Boundaries.of(user))
                .tags(user.tags().isEmpty() ? null : TagChange.list(user.tags()))
                .build();
    }

    /** The root user has neither a name nor a path. */
    static User root(Call call) {
        return User.builder()
                .userId(call.account())
                .arn(call.principal().arn())
                .createDate(ROOT_CREATED)
                .build();
    }
}
