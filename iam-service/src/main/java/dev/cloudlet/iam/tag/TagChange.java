package dev.cloudlet.iam.tag;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The rules of tags: at most fifty, keys that differ in more than their case, none of AWS's own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
public final class TagChange {
    private static final int MOST = 50;

    private TagChange() {}

    /** The tags of a new thing. */
    public static Map<String, String> create(Collection<Tag> added) {
        return add(Map.of(), added);
    }

    /** The tags of a thing that gets more: a key that it has in whatever case is replaced. */
    public static Map<String, String> add(Map<String, String> present, Collection<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : added) {
            String folded = tag.key().toLowerCase(Locale.ROOT);
            if (!seen.add(folded)) {
                throw IamError.INVALID_INPUT.of(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            if (folded.startsWith("aws:")) {
                throw IamError.INVALID_INPUT.of("aws: prefixed tag key names are not allowed for external use.");
            }
            tags.keySet().removeIf(key -> key.equalsIgnoreCase(tag.key()));
            tags.put(tag.key(), tag.value());
        }
        if (tags.size() > MOST) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for TagsPerResource: %d", MOST);
        }
        return tags;
    }

    /** The tags that are left without some keys; a key that is not there is none the less gone. */
    public static Map<String, String> remove(Map<String, String> present, Collection<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>(present);
        keys.forEach(key -> tags.keySet().removeIf(each -> each.equalsIgnoreCase(key)));
        return tags;
    }

    /** As {@link #list}, a part of them. */
    public static Page<Tag> page(Map<String, String> tags, PageRequest page) {
        return Page.cut(list(tags), page, Tag::key);
    }

    /** In AWS's form, by key. */
    public static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
