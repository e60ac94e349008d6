package dev.cloudlet.iam.simulation;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.IdentityPolicies;
import dev.cloudlet.iam.policy.PolicyTexts;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.PolicySourceType;

/** The policies of a user, group or role as they are now. */
@Component
class PolicySource {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::(\\d{12}):(user|group|role)((?:/[\\x21-\\x7e]+)*/)([^/]+)");
    private static final String OF_AWS = "arn:aws:iam::aws:";

    private final Identities identities;
    private final IdentityPolicies policies;
    private final PolicyTexts texts;

    PolicySource(Identities identities, IdentityPolicies policies, PolicyTexts texts) {
        this.identities = identities;
        this.policies = policies;
        this.texts = texts;
    }

    /**
     * The user, group or role of an ARN.
     *
     * @throws dev.cloudlet.protocol.AwsException InvalidInput for another ARN, NoSuchEntity when there is none
     */
    Identity identity(String account, String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches() || !parts.group(1).equals(account)) {
            throw IamError.INVALID_INPUT.of(
                    "Invalid Entity Arn: %s does not clearly define entity type and name.", arn);
        }
        IdentityKind kind =
                switch (parts.group(2)) {
                    case "user" -> IdentityKind.USER;
                    case "group" -> IdentityKind.GROUP;
                    default -> IdentityKind.ROLE;
                };
        Identity found = identities.get(account, kind, parts.group(4));
        if (!found.arn().equals(arn)) {
            throw IamError.NO_SUCH_ENTITY.of("The %s with ARN %s cannot be found.", kind.word(), arn);
        }
        return found;
    }

    /** Inline and managed policies, a user's with those of its groups. */
    List<SimulatedPolicy> of(Identity identity) {
        Set<String> own = policies.inlineNames(identity.account(), identity.id());
        List<SimulatedPolicy> all = new ArrayList<>();
        for (PolicyText text : policies.of(identity.account(), identity.id())) {
            PolicySourceType source = source(text.name(), own.contains(text.name()), identity.kind());
            String name = text.name().substring(text.name().lastIndexOf('/') + 1);
            all.add(SimulatedPolicy.of(name, text.json(), PolicyKind.IDENTITY, source));
        }
        return all;
    }

    /** The permissions boundary, if it has one. */
    List<SimulatedPolicy> boundary(Identity identity) {
        if (identity.boundary() == null) {
            return List.of();
        }
        PolicyText text = texts.get(identity.account(), identity.boundary());
        return List.of(SimulatedPolicy.of(
                text.name(), text.json(), PolicyKind.BOUNDARY, source(text.name(), false, identity.kind())));
    }

    /** Names of inline policies have no colon, ARNs have. */
    private static PolicySourceType source(String name, boolean own, IdentityKind kind) {
        if (name.startsWith(OF_AWS)) {
            return PolicySourceType.AWS_MANAGED;
        }
        if (name.contains(":")) {
            return PolicySourceType.USER_MANAGED;
        }
        return switch (own ? kind : IdentityKind.GROUP) {
            case USER -> PolicySourceType.USER;
            case GROUP -> PolicySourceType.GROUP;
            case ROLE -> PolicySourceType.ROLE;
        };
    }
}
