package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.keeping.StorageClass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

/**
 * Refuses lifecycle rules that are not valid.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle elements</a>
 */
final class RuleCheck {
    private static final int MOST_RULES = 1000;
    private static final int LONGEST_ID = 255;
    private static final int LEAST_DAYS_TO_IA = 30;
    private static final int MOST_NEWER = 100;

    private RuleCheck() {}

    static void check(List<LifecycleRule> rules) {
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw S3Error.MALFORMED_XML.error();
        }
        Set<String> ids = new HashSet<>();
        for (LifecycleRule rule : rules) {
            if (rule.id() != null && rule.id().length() > LONGEST_ID) {
                throw invalid("ID length should not exceed allowed limit of 255");
            }
            if (rule.id() != null && !ids.add(rule.id())) {
                throw invalid("Rule ID must be unique. Found same ID for more than one rule");
            }
            check(rule);
        }
    }

    private static void check(LifecycleRule rule) {
        String status = rule.statusAsString();
        if (!"Enabled".equals(status) && !"Disabled".equals(status)) {
            throw S3Error.MALFORMED_XML.error();
        }
        checkFilter(rule);
        if (rule.expiration() == null
                && rule.transitions().isEmpty()
                && rule.noncurrentVersionExpiration() == null
                && rule.noncurrentVersionTransitions().isEmpty()
                && rule.abortIncompleteMultipartUpload() == null) {
            throw S3Error.INVALID_REQUEST.of("At least one action needs to be specified in a rule");
        }
        if (rule.expiration() != null) {
            checkExpiration(rule.expiration(), rule);
        }
        checkTransitions(rule.transitions());
        checkNoncurrent(rule);
        checkAbort(rule);
    }

    @SuppressWarnings("deprecation") // Rules of the first version of the API have no filter.
    private static void checkFilter(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if ((filter == null) == (rule.prefix() == null)) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (filter == null) {
            return;
        }
        int said = count(
                filter.prefix(),
                filter.tag(),
                filter.objectSizeGreaterThan(),
                filter.objectSizeLessThan(),
                filter.and());
        if (said > 1) {
            throw S3Error.MALFORMED_XML.error();
        }
        checkSizes(filter.objectSizeGreaterThan(), filter.objectSizeLessThan());
        if (filter.tag() != null) {
            checkTags(List.of(filter.tag()));
        }
        var and = filter.and();
        if (and != null) {
            if (count(and.prefix(), and.objectSizeGreaterThan(), and.objectSizeLessThan())
                            + and.tags().size()
                    < 2) {
                throw S3Error.MALFORMED_XML.error();
            }
            checkSizes(and.objectSizeGreaterThan(), and.objectSizeLessThan());
            checkTags(and.tags());
        }
    }

    private static int count(@Nullable Object... members) {
        int count = 0;
        for (Object member : members) {
            count += member == null ? 0 : 1;
        }
        return count;
    }

    private static void checkSizes(@Nullable Long larger, @Nullable Long smaller) {
        if ((larger != null && larger < 0) || (smaller != null && smaller < 1)) {
            throw invalid("Object size must be a positive number");
        }
        if (larger != null && smaller != null && smaller - larger < 2) {
            throw invalid("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
    }

    private static void checkTags(List<Tag> tags) {
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.key().isEmpty() || tag.value() == null) {
                throw S3Error.MALFORMED_XML.error();
            }
            if (!keys.add(tag.key())) {
                throw invalid("Duplicate Tag Keys are not allowed.");
            }
        }
    }

    private static void checkExpiration(LifecycleExpiration expiration, LifecycleRule rule) {
        int said = count(expiration.days(), expiration.date(), expiration.expiredObjectDeleteMarker());
        if (said != 1) {
            throw S3Error.MALFORMED_XML.error();
        }
        checkDays(expiration.days(), 1, "'Days' for Expiration action must be a positive integer");
        checkDate(expiration.date());
        if (Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker()) && narrows(rule.filter())) {
            throw S3Error.INVALID_REQUEST.of(
                    "ExpiredObjectDeleteMarker cannot be specified with Tags or object size in the filter.");
        }
        Integer days = expiration.days();
        for (Transition transition : rule.transitions()) {
            if (days != null && transition.days() != null && transition.days() >= days) {
                throw invalid("'Days' in the Expiration action for filter must be greater than 'Days' in the Transition"
                        + " action");
            }
            if ((days == null && expiration.date() != null && transition.days() != null)
                    || (days != null && transition.date() != null)) {
                throw S3Error.INVALID_REQUEST.of(
                        "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule");
            }
        }
    }

    private static boolean narrows(@Nullable LifecycleRuleFilter filter) {
        return filter != null
                && (count(filter.tag(), filter.objectSizeGreaterThan(), filter.objectSizeLessThan()) > 0
                        || (filter.and() != null
                                && (!filter.and().tags().isEmpty()
                                        || count(
                                                        filter.and().objectSizeGreaterThan(),
                                                        filter.and().objectSizeLessThan())
                                                > 0)));
    }

    private static void checkTransitions(List<Transition> transitions) {
        Set<String> classes = new HashSet<>();
        boolean dates = false;
        boolean days = false;
        for (Transition transition : transitions) {
            StorageClass to = target(transition.storageClassAsString());
            if ((transition.days() == null) == (transition.date() == null)) {
                throw S3Error.MALFORMED_XML.error();
            }
            if (!classes.add(to.name())) {
                throw invalid("'StorageClass' must be different for 'Transition' actions in same 'Rule'");
            }
            dates |= transition.date() != null;
            days |= transition.days() != null;
            checkDays(transition.days(), 0, "'Days' for Transition action must be nonnegative");
            checkDaysToIa("Transition", transition.days(), to);
            checkDate(transition.date());
        }
        if (dates && days) {
            throw S3Error.INVALID_REQUEST.of(
                    "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule");
        }
    }

    private static StorageClass target(@Nullable String name) {
        StorageClass to = StorageClass.of(name);
        if (to == null || to == StorageClass.STANDARD || to == StorageClass.REDUCED_REDUNDANCY) {
            throw S3Error.MALFORMED_XML.error();
        }
        return to;
    }

    private static void checkDaysToIa(String action, @Nullable Integer days, StorageClass to) {
        boolean infrequent = to == StorageClass.STANDARD_IA || to == StorageClass.ONEZONE_IA;
        if (infrequent && days != null && days < LEAST_DAYS_TO_IA) {
            throw invalid("'Days' in " + action + " action must be greater than or equal to 30 for storageClass '" + to
                    + "'");
        }
    }

    private static void checkNoncurrent(LifecycleRule rule) {
        var expiration = rule.noncurrentVersionExpiration();
        if (expiration != null) {
            if (expiration.noncurrentDays() == null) {
                throw S3Error.MALFORMED_XML.error();
            }
            checkDays(
                    expiration.noncurrentDays(),
                    1,
                    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
            checkNewer(expiration.newerNoncurrentVersions());
        }
        Set<String> classes = new HashSet<>();
        for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
            StorageClass to = target(transition.storageClassAsString());
            if (transition.noncurrentDays() == null) {
                throw S3Error.MALFORMED_XML.error();
            }
            if (!classes.add(to.name())) {
                throw invalid(
                        "'StorageClass' must be different for 'NoncurrentVersionTransition' actions in same 'Rule'");
            }
            checkDays(
                    transition.noncurrentDays(),
                    0,
                    "'NoncurrentDays' for NoncurrentVersionTransition action must be nonnegative");
            checkDaysToIa("NoncurrentVersionTransition", transition.noncurrentDays(), to);
            checkNewer(transition.newerNoncurrentVersions());
            if (expiration != null && transition.noncurrentDays() >= expiration.noncurrentDays()) {
                throw invalid("'NoncurrentDays' in the NoncurrentVersionExpiration action must be greater than"
                        + " 'NoncurrentDays' in the NoncurrentVersionTransition action");
            }
        }
    }

    private static void checkNewer(@Nullable Integer newer) {
        if (newer != null && (newer < 1 || newer > MOST_NEWER)) {
            throw invalid("'NewerNoncurrentVersions' must be from 1 to 100");
        }
    }

    private static void checkAbort(LifecycleRule rule) {
        var abort = rule.abortIncompleteMultipartUpload();
        if (abort == null) {
            return;
        }
        if (abort.daysAfterInitiation() == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        checkDays(
                abort.daysAfterInitiation(),
                1,
                "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
        if (narrows(rule.filter())) {
            throw S3Error.INVALID_REQUEST.of(
                    "AbortIncompleteMultipartUpload cannot be specified with Tags or object size in the filter.");
        }
    }

    private static void checkDays(@Nullable Integer days, int least, String message) {
        if (days != null && days < least) {
            throw invalid(message);
        }
    }

    private static void checkDate(@Nullable Instant date) {
        if (date != null && !date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw invalid("'Date' must be at midnight GMT");
        }
    }

    private static AwsException invalid(String message) {
        return S3Error.INVALID_ARGUMENT.of("%s", message);
    }
}
