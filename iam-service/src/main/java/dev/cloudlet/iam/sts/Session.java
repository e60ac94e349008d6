package dev.cloudlet.iam.sts;

import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials that were given out.
 *
 * @param identityId the role's or user's unique id, null for a session of the account's root
 * @param name the role session's or federated user's name, empty otherwise
 * @param tags of the session itself, beside those of its role or user
 * @param transitiveTags those that go on to the roles that this session assumes
 * @param policies that limit the session
 * @param limited whether the policies limit it, even if there are none
 * @param mfa when its user gave a code of a device for it, null without
 */
public record Session(
        String account,
        CallerGrant.Kind kind,
        @Nullable String identityId,
        String name,
        Map<String, String> tags,
        Map<String, String> transitiveTags,
        List<PolicyText> policies,
        boolean limited,
        @Nullable Instant mfa,
        Instant created,
        Instant expires) {}
