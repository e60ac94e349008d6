package dev.cloudlet.iam.kms.key;

import java.util.Map;

/**
 * A key policy that may be stored.
 *
 * @param principals the users and roles that it names, by ARN: their unique ids. Whoever later gets the name of one that was
 *     deleted is not who was meant
 */
public record KeyPolicy(String document, Map<String, String> principals) {
    public KeyPolicy {
        principals = Map.copyOf(principals);
    }
}
