package dev.cloudlet.iam.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user, group or role.
 *
 * @param id the unique id, such as AIDA…
 * @param path begins and ends with a slash
 * @param boundary the ARN of the policy that is its permissions boundary, null without one
 */
public record Identity(
        String account,
        String id,
        IdentityKind kind,
        String name,
        String path,
        Instant created,
        Map<String, String> tags,
        @Nullable String boundary) {

    /** The path of what belongs to a service of AWS: its service-linked roles, and the policies that are only for them. */
    public static final String SERVICE_PATH = "/aws-service-role/";

    public String arn() {
        return "arn:aws:iam::" + account + ":" + kind.word() + path + name;
    }

    /** Whether it belongs to a service of AWS, so that its customer changes no more of it than its tags and description. */
    public boolean serviceLinked() {
        return path.startsWith(SERVICE_PATH);
    }
}
