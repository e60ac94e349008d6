package dev.cloudlet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ARN with wildcards. Each of the six parts is compared by itself, so a wildcard stays within its part; only in the last
 * part it also spans slashes and colons. Missing parts match anything, as AWS completes ARNs. "*" alone matches all, also
 * requests that name no resource.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">AWS: Resource</a>
 */
final class ArnPattern {
    private final boolean everything;
    private final Template[] parts;
    private final @Nullable Glob[] constants;

    ArnPattern(Template template) {
        everything = template.constant() && template.constantGlob().everything();
        List<Template> split = template.split(ArnText.PARTS);
        parts = split.toArray(Template[]::new);
        constants = new @Nullable Glob[parts.length];
        for (int i = 0; i < parts.length; i++) {
            constants[i] = parts[i].constant() ? parts[i].constantGlob() : null;
        }
    }

    boolean matches(ArnText text, AccessRequest request) {
        if (everything) {
            return true;
        }
        if (!text.isArn()) {
            return false;
        }
        // The last part says most: it is compared first.
        for (int i = parts.length - 1; i >= 0; i--) {
            Glob glob = constants[i] != null ? constants[i] : parts[i].glob(request);
            if (glob == null || !text.matches(i, glob)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all variables have values. */
    boolean resolvable(AccessRequest request) {
        for (int i = 0; i < parts.length; i++) {
            if (constants[i] == null && parts[i].glob(request) == null) {
                return false;
            }
        }
        return true;
    }
}
