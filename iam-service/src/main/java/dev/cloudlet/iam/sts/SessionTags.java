package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The tags of a session.
 *
 * @param all those given and those that came along from the session before
 * @param transitive those that go on to the next session
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">Pass session tags in AWS STS</a>
 */
record SessionTags(Map<String, String> all, Map<String, String> transitive) {

    static SessionTags of(Collection<Tag> given, List<String> transitiveKeys, Map<String, String> inherited) {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        Set<String> seen = new HashSet<>();
        for (Tag tag : given) {
            if (!seen.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw IamError.VALIDATION_ERROR.of(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            if (has(inherited, tag.key())) {
                throw IamError.ACCESS_DENIED.of(
                        "One of the specified transitive tag keys can't be set because it conflicts with a transitive"
                                + " tag key from the calling session.");
            }
            all.put(tag.key(), tag.value());
        }
        Map<String, String> transitive = new LinkedHashMap<>(inherited);
        for (String key : transitiveKeys) {
            String value = all.entrySet().stream()
                    .filter(tag -> tag.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> IamError.VALIDATION_ERROR.of(
                            "The specified transitive tag key must be included in the requested tags."));
            transitive.put(key, value);
        }
        return new SessionTags(all, transitive);
    }

    private static boolean has(Map<String, String> tags, String key) {
        return tags.keySet().stream().anyMatch(key::equalsIgnoreCase);
    }
}
