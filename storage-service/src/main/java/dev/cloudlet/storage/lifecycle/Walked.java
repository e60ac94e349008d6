package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.keeping.StorageClass;
import dev.cloudlet.storage.lifecycle.Rule.Noncurrent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version that the walk through a bucket has come to.
 *
 * @param alone whether the key has no other version
 * @param replaced when it ceased to be the current one, or null if it is that
 * @param newer how many versions that are not current either are newer
 */
record Walked(
        String key,
        long place,
        boolean deleteMarker,
        Instant made,
        long size,
        Map<String, String> tags,
        StorageClass storageClass,
        boolean alone,
        @Nullable Instant replaced,
        int newer) {

    /** What is due. */
    sealed interface Step {
        record Stay() implements Step {}

        /** The version, or the current object as versioning has it, goes. */
        record Expire() implements Step {}

        record Move(StorageClass to) implements Step {}
    }

    /** What the rules want of it by now; that it goes comes before all else. */
    Step due(List<Rule> rules, Instant now) {
        List<Rule> about =
                rules.stream().filter(rule -> rule.isAbout(key, size, tags)).toList();
        boolean expires = replaced == null
                ? about.stream().anyMatch(rule -> expiresCurrent(rule, now))
                : about.stream().anyMatch(rule -> isDue(rule.noncurrentExpiration(), replaced, now));
        if (expires) {
            return new Step.Expire();
        }
        if (deleteMarker) {
            return new Step.Stay();
        }
        return about.stream()
                .filter(rule -> rule.isWorthMoving(size))
                .flatMap(rule -> classes(rule, now))
                .filter(to -> to.isBelow(storageClass))
                .reduce((one, other) -> other.isBelow(one) ? other : one)
                .<Step>map(Step.Move::new)
                .orElseGet(Step.Stay::new);
    }

    /** A delete marker goes when nothing is left under it. */
    private boolean expiresCurrent(Rule rule, Instant now) {
        boolean due = rule.expiration() != null && !rule.expiration().of(made).isAfter(now);
        return deleteMarker ? alone && (due || rule.removesLoneMarkers()) : due;
    }

    private Stream<StorageClass> classes(Rule rule, Instant now) {
        if (replaced == null) {
            return rule.transitions().stream()
                    .filter(each -> !each.due().of(made).isAfter(now))
                    .map(Rule.Transition::to);
        }
        return rule.noncurrentTransitions().stream()
                .filter(each -> isDue(each.noncurrent(), replaced, now))
                .map(Rule.NoncurrentTransition::to);
    }

    private boolean isDue(@Nullable Noncurrent wanted, Instant since, Instant now) {
        return Optional.ofNullable(wanted)
                .filter(each ->
                        newer >= each.newer() && !Days.after(since, each.days()).isAfter(now))
                .isPresent();
    }
}
