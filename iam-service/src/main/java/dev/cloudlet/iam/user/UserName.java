package dev.cloudlet.iam.user;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.Principal;
import org.jspecify.annotations.Nullable;

/** Whom an operation is about whose UserName may be left out: then it is the caller. */
public sealed interface UserName {
    /** A user, which may not exist. */
    record Named(String name) implements UserName {}

    /** The account's root user. */
    record Root() implements UserName {}

    /**
     * @throws dev.cloudlet.protocol.AwsException ValidationError when the caller is no user and names none
     */
    static UserName of(Call call, @Nullable String name) {
        if (name != null) {
            return new Named(name);
        }
        return switch (call.principal()) {
            case Principal.AccountRoot root -> new Root();
            case Principal.User user -> new Named(user.userName());
            default ->
                throw IamError.VALIDATION_ERROR.of("Must specify userName when calling with non-User credentials");
        };
    }

    /** The ARN to ask permission for. */
    default String arn(Identities identities, Call call) {
        return switch (this) {
            case Root root -> "arn:aws:iam::" + call.account() + ":root";
            case Named(String name) -> {
                Identity user = identities.find(call.account(), IdentityKind.USER, name);
                yield user != null ? user.arn() : "arn:aws:iam::" + call.account() + ":user/" + name;
            }
        };
    }
}
