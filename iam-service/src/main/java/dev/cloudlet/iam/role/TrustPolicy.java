package dev.cloudlet.iam.role;

import java.util.Map;

/**
 * Who may take on a role. A user or role is trusted, not its name: whoever gets the name later is somebody else.
 *
 * @param document as it was given
 * @param trusted the users and roles that it names: ARN to unique id
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS: the Principal element</a>
 */
record TrustPolicy(String document, Map<String, String> trusted) {
    TrustPolicy {
        trusted = Map.copyOf(trusted);
    }
}
