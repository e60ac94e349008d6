package dev.cloudlet.storage.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

class RuleCheckTest {

    @Test
    void aRuleWithEverythingIsTaken() {
        assertThatCode(() -> RuleCheck.check(List.of(rule(r -> r.filter(f -> f.and(a -> a.prefix("logs/")
                                .objectSizeGreaterThan(1024L)
                                .tags(Tag.builder().key("kind").value("old").build())))
                        .transitions(transition(30, "STANDARD_IA"), transition(60, "GLACIER"))
                        .expiration(e -> e.days(90))))))
                .doesNotThrowAnyException();
    }

    @Test
    void idsAreUnique() {
        LifecycleRule rule = rule(r -> r.id("one"));

        assertThatThrownBy(() -> RuleCheck.check(List.of(rule, rule))).hasMessageContaining("Rule ID must be unique");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsRefused(String code, Consumer<LifecycleRule.Builder> change) {
        assertThatThrownBy(() -> RuleCheck.check(List.of(rule(change))))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("InvalidArgument", r -> r.id("x".repeat(256))),
                wrong("MalformedXML", r -> r.status("enabled")),
                wrong("MalformedXML", r -> r.filter(f -> f.prefix("a").objectSizeLessThan(10L))),
                wrong("MalformedXML", r -> r.filter(f -> f.and(a -> a.prefix("a")))),
                wrong(
                        "InvalidArgument",
                        r -> r.filter(
                                f -> f.and(a -> a.objectSizeGreaterThan(10L).objectSizeLessThan(10L)))),
                wrong("InvalidArgument", r -> r.expiration(e -> e.days(0))),
                wrong("MalformedXML", r -> r.expiration(e -> e.days(1).expiredObjectDeleteMarker(true))),
                wrong("InvalidArgument", r -> r.expiration(e -> e.date(Instant.parse("2026-01-01T12:00:00Z")))),
                wrong(
                        "InvalidRequest",
                        r -> r.expiration((software.amazon.awssdk.services.s3.model.LifecycleExpiration) null)),
                wrong("InvalidArgument", r -> r.transitions(transition(29, "STANDARD_IA"))),
                wrong("InvalidArgument", r -> r.transitions(transition(1, "GLACIER"), transition(2, "GLACIER"))),
                wrong("InvalidArgument", r -> r.transitions(transition(100, "GLACIER"))),
                wrong("MalformedXML", r -> r.transitions(transition(1, "STANDARD"))),
                wrong("MalformedXML", r -> r.transitions(transition(1, "CUPBOARD"))),
                wrong("InvalidArgument", r -> r.noncurrentVersionExpiration(n -> n.noncurrentDays(0))),
                wrong(
                        "InvalidArgument",
                        r -> r.noncurrentVersionExpiration(
                                n -> n.noncurrentDays(1).newerNoncurrentVersions(101))),
                wrong("InvalidArgument", r -> r.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(0))),
                wrong("InvalidRequest", r -> r.filter(f -> f.objectSizeLessThan(10L))
                        .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))));
    }

    private static Arguments wrong(String code, Consumer<LifecycleRule.Builder> change) {
        return Arguments.of(code, change);
    }

    private static LifecycleRule rule(Consumer<LifecycleRule.Builder> change) {
        LifecycleRule.Builder rule = LifecycleRule.builder()
                .status("Enabled")
                .filter(f -> f.prefix(""))
                .expiration(e -> e.days(100));
        change.accept(rule);
        return rule.build();
    }

    private static Transition transition(int days, String to) {
        return Transition.builder().days(days).storageClass(to).build();
    }
}
