package dev.cloudlet.iam.kms.tag;

import dev.cloudlet.iam.kms.KmsError;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * The rules of a key's tags.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html">Tags in AWS KMS</a>
 */
public final class KeyTags {
    private static final int MOST = 50;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private KeyTags() {}

    /** The tags of a key that gets more. */
    public static Map<String, String> add(Map<String, String> present, Collection<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : added) {
            if (!seen.add(tag.tagKey())) {
                throw KmsError.TAG.of("Duplicate tag keys");
            }
            if (tag.tagKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw KmsError.TAG.of("aws: prefixed tag key names are not allowed for external use.");
            }
            if (!ALLOWED.matcher(tag.tagKey() + tag.tagValue()).matches()) {
                throw KmsError.TAG.of("Tag keys and values may have letters, numbers, spaces, and _ . / = + - : @");
            }
            tags.put(tag.tagKey(), tag.tagValue());
        }
        if (tags.size() > MOST) {
            throw KmsError.LIMIT_EXCEEDED.of("A key may have at most %d tags.", MOST);
        }
        return tags;
    }
}
