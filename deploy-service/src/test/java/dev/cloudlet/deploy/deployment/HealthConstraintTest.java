package dev.cloudlet.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;

final class HealthConstraintTest {

    /** The examples of AWS's guide to instance health. */
    @ParameterizedTest
    @CsvSource({
        "MOST_CONCURRENCY, 1, 9, 1",
        "MOST_CONCURRENCY, 1, 1, 1",
        "FLEET_PERCENT, 50, 9, 4",
        "FLEET_PERCENT, 50, 10, 5",
        "FLEET_PERCENT, 0, 9, 9",
        "FLEET_PERCENT, 40, 9, 5",
        "HOST_COUNT, 6, 9, 3",
        "HOST_COUNT, 9, 9, 0",
        "HOST_COUNT, 12, 9, 0"
    })
    void soManyBeginAtOnce(String type, int value, int total, int room) {
        assertThat(of(type, value, total).room(0, 0)).isEqualTo(room);
        assertThat(of(type, value, total).unattainable()).isEqualTo(room == 0);
    }

    @Test
    void whatFailedIsOutOfServiceToo() {
        HealthConstraint half = of("FLEET_PERCENT", 50, 10);

        assertThat(half.room(2, 1)).isEqualTo(2);
        assertThat(half.room(0, 5)).isZero();
    }

    @Test
    void oneAtATimeForgivesTheLastButNotTheOnlyOne() {
        assertThat(of("MOST_CONCURRENCY", 1, 3).met(2, 1)).isTrue();
        assertThat(of("MOST_CONCURRENCY", 1, 3).met(1, 2)).isFalse();
        assertThat(of("MOST_CONCURRENCY", 1, 1).met(0, 1)).isFalse();
    }

    @Test
    void allAtOnceSucceedsWithOneOfMany() {
        assertThat(of("FLEET_PERCENT", 0, 3).met(1, 2)).isTrue();
        assertThat(of("FLEET_PERCENT", 0, 3).met(0, 3)).isFalse();
    }

    private static HealthConstraint of(String type, int value, int total) {
        return HealthConstraint.of(
                MinimumHealthyHosts.builder().type(type).value(value).build(), total);
    }
}
