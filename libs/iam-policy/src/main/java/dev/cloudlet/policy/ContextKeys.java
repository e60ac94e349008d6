package dev.cloudlet.policy;

import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.Principal.Anonymous;
import dev.cloudlet.policy.Principal.FederatedIdentity;
import dev.cloudlet.policy.Principal.FederatedUser;
import dev.cloudlet.policy.Principal.RoleSession;
import dev.cloudlet.policy.Principal.Service;
import dev.cloudlet.policy.Principal.User;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The global condition keys that follow from the caller.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">AWS: the principal key values</a>
 */
final class ContextKeys {
    private static final String TAG = "aws:principaltag/";
    private static final List<String> DERIVED = List.of(
            "aws:username",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principaltype",
            "aws:principalisawsservice",
            "aws:principalservicename",
            "aws:resourceaccount");

    private ContextKeys() {}

    /** All keys with their values. */
    static SortedMap<String, List<String>> all(AccessRequest request) {
        SortedMap<String, List<String>> all = new TreeMap<>(request.context().all());
        request.principal().tags().keySet().forEach(tag -> all.put(TAG + tag.toLowerCase(Locale.ROOT), List.of()));
        DERIVED.forEach(key -> all.put(key, List.of()));
        all.replaceAll((key, given) -> values(request, key));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    static List<String> values(AccessRequest request, String lowerCaseKey) {
        if (!lowerCaseKey.startsWith("aws:")) {
            return request.context().lowerCase(lowerCaseKey);
        }
        Principal principal = request.principal();
        if (lowerCaseKey.startsWith(TAG)) {
            return tag(principal.tags(), lowerCaseKey.substring(TAG.length()));
        }
        return switch (lowerCaseKey) {
            case "aws:username" -> principal instanceof User user ? present(user.userName()) : List.of();
            case "aws:userid" -> present(principal.userId());
            case "aws:principalarn" -> principalArn(principal);
            case "aws:principalaccount" -> present(principal.accountId());
            case "aws:principaltype" -> principalType(principal);
            case "aws:principalisawsservice" -> List.of(principal instanceof Service ? "true" : "false");
            case "aws:principalservicename" ->
                principal instanceof Service service ? List.of(service.host()) : List.of();
            case "aws:resourceaccount" -> present(request.resourceAccountId());
            default -> request.context().lowerCase(lowerCaseKey);
        };
    }

    private static List<String> tag(Map<String, String> tags, String lowerCaseName) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().equalsIgnoreCase(lowerCaseName)) {
                return List.of(tag.getValue());
            }
        }
        return List.of();
    }

    private static List<String> present(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    /** For a session of a role AWS gives the ARN of the role, not of the session. */
    private static List<String> principalArn(Principal principal) {
        return switch (principal) {
            case RoleSession session -> List.of(session.roleArn());
            case AccountRoot root -> List.of(root.arn());
            case User user -> List.of(user.arn());
            case FederatedUser user -> List.of(user.arn());
            case FederatedIdentity _, Service _, Anonymous _ -> List.of();
        };
    }

    private static List<String> principalType(Principal principal) {
        return switch (principal) {
            case AccountRoot _ -> List.of("Account");
            case User _ -> List.of("User");
            case RoleSession _ -> List.of("AssumedRole");
            case FederatedUser _ -> List.of("FederatedUser");
            case Anonymous _ -> List.of("Anonymous");
            case FederatedIdentity _, Service _ -> List.of();
        };
    }
}
