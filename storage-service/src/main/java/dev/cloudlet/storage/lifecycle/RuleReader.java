package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.keeping.StorageClass;
import dev.cloudlet.storage.lifecycle.Rule.Due;
import dev.cloudlet.storage.lifecycle.Rule.Noncurrent;
import dev.cloudlet.storage.lifecycle.Rule.NoncurrentTransition;
import dev.cloudlet.storage.lifecycle.Rule.Transition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/** Reads rules that were found valid. */
final class RuleReader {
    private RuleReader() {}

    static Rule read(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        var and = filter == null ? null : filter.and();
        LifecycleExpiration expiration = rule.expiration();
        var noncurrent = rule.noncurrentVersionExpiration();
        return new Rule(
                Objects.requireNonNullElse(rule.id(), ""),
                prefix(rule),
                and != null ? tags(and.tags()) : filter == null ? Map.of() : tags(filter.tag()),
                and != null ? and.objectSizeGreaterThan() : filter == null ? null : filter.objectSizeGreaterThan(),
                and != null ? and.objectSizeLessThan() : filter == null ? null : filter.objectSizeLessThan(),
                expiration == null || (expiration.days() == null && expiration.date() == null)
                        ? null
                        : new Due(expiration.days(), expiration.date()),
                expiration != null && Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker()),
                rule.transitions().stream()
                        .map(each -> new Transition(
                                new Due(each.days(), each.date()), storageClass(each.storageClassAsString())))
                        .toList(),
                noncurrent == null
                        ? null
                        : noncurrent(noncurrent.noncurrentDays(), noncurrent.newerNoncurrentVersions()),
                rule.noncurrentVersionTransitions().stream()
                        .map(each -> new NoncurrentTransition(
                                noncurrent(each.noncurrentDays(), each.newerNoncurrentVersions()),
                                storageClass(each.storageClassAsString())))
                        .toList(),
                rule.abortIncompleteMultipartUpload() == null
                        ? null
                        : rule.abortIncompleteMultipartUpload().daysAfterInitiation());
    }

    @SuppressWarnings("deprecation") // Rules of the first version of the API have no filter.
    static String prefix(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        String prefix = filter == null
                ? rule.prefix()
                : filter.and() != null ? filter.and().prefix() : filter.prefix();
        return prefix == null ? "" : prefix;
    }

    private static Noncurrent noncurrent(@Nullable Integer days, @Nullable Integer newer) {
        return new Noncurrent(days == null ? 0 : days, newer == null ? 0 : newer);
    }

    private static StorageClass storageClass(String name) {
        return Objects.requireNonNull(StorageClass.of(name));
    }

    private static Map<String, String> tags(@Nullable Tag tag) {
        return tag == null ? Map.of() : Map.of(tag.key(), tag.value());
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
