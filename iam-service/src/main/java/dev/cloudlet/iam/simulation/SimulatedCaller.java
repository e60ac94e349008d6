package dev.cloudlet.iam.simulation;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.policy.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.ContextEntry;

/** Who would make the simulated calls. */
@Component
class SimulatedCaller {
    private static final Pattern USER = Pattern.compile("arn:aws:iam::(\\d{12}):user/(?:.*/)?([^/]+)");
    private static final String TAG = "aws:principaltag/";

    private final Identities identities;

    SimulatedCaller(Identities identities) {
        this.identities = identities;
    }

    /**
     * The user of an ARN, which need not exist.
     *
     * @throws dev.cloudlet.protocol.AwsException InvalidInput when it is no user's
     */
    Principal user(String arn) {
        Matcher parts = USER.matcher(arn);
        if (!parts.matches()) {
            throw IamError.INVALID_INPUT.of(
                    "Invalid caller ARN %s: only the ARN of an IAM user can be the caller.", arn);
        }
        Identity user = identities.find(parts.group(1), IdentityKind.USER, parts.group(2));
        return user != null && user.arn().equals(arn)
                ? new Principal.User(arn, user.id(), user.tags())
                : new Principal.User(arn, "", Map.of());
    }

    /** Whoever these policies are attached to; of a group, somebody in it of whom nothing is known but what the context says. */
    static Principal of(Identity identity, List<ContextEntry> context) {
        return switch (identity.kind()) {
            case USER -> new Principal.User(identity.arn(), identity.id(), identity.tags());
            case ROLE -> new Principal.RoleSession(identity.arn(), identity.id(), "simulation", identity.tags());
            case GROUP -> somebody(identity.account(), context);
        };
    }

    /** A user of whom nothing is known but what the context says. */
    static Principal somebody(String account, List<ContextEntry> context) {
        Map<String, String> tags = new HashMap<>();
        for (ContextEntry entry : context) {
            String key =
                    entry.contextKeyName() == null ? "" : entry.contextKeyName().toLowerCase(Locale.ROOT);
            if (key.startsWith(TAG) && !entry.contextKeyValues().isEmpty()) {
                tags.put(key.substring(TAG.length()), entry.contextKeyValues().getFirst());
            }
        }
        String name = first(context, "aws:username");
        String id = first(context, "aws:userid");
        return new Principal.User(
                "arn:aws:iam::" + account + ":user/" + (name == null ? "" : name), id == null ? "" : id, tags);
    }

    private static @Nullable String first(List<ContextEntry> context, String key) {
        return context.stream()
                .filter(entry -> key.equalsIgnoreCase(entry.contextKeyName()))
                .flatMap(entry -> entry.contextKeyValues().stream())
                .findFirst()
                .orElse(null);
    }
}
