package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;

final class AdjustmentsTest {
    private static StepAdjustment step(Double lower, Double upper, int adjustment) {
        return StepAdjustment.builder()
                .metricIntervalLowerBound(lower)
                .metricIntervalUpperBound(upper)
                .scalingAdjustment(adjustment)
                .build();
    }

    private static long percent(int now, int percent, Integer least) {
        return Adjustments.adjusted(now, Adjustments.PERCENT, percent, least);
    }

    @Test
    void adjustsAsTheGuideSays() {
        assertThat(Adjustments.adjusted(3, Adjustments.CHANGE, 5, null)).isEqualTo(8);
        assertThat(Adjustments.adjusted(3, Adjustments.EXACT, 5, null)).isEqualTo(5);
        assertThat(percent(10, 10, null)).isEqualTo(11);
        assertThat(percent(10, 127, null)).isEqualTo(22);
        assertThat(percent(1, 67, null)).isEqualTo(2);
        assertThat(percent(1, -58, null)).isZero();
        assertThat(percent(3, -222, null)).isEqualTo(-3);
        assertThat(percent(4, 25, 2)).isEqualTo(6);
    }

    @Test
    void findsTheStepOfAValue() {
        List<StepAdjustment> up = List.of(step(0.0, 10.0, 1), step(10.0, null, 2));
        assertThat(Adjustments.step(up, 0).orElseThrow().scalingAdjustment()).isEqualTo(1);
        assertThat(Adjustments.step(up, 10).orElseThrow().scalingAdjustment()).isEqualTo(2);
        assertThat(Adjustments.step(up, -1)).isEmpty();
        List<StepAdjustment> down = List.of(step(-10.0, 0.0, -1), step(null, -10.0, -2));
        assertThat(Adjustments.step(down, -10).orElseThrow().scalingAdjustment())
                .isEqualTo(-2);
        assertThat(Adjustments.step(down, -5).orElseThrow().scalingAdjustment()).isEqualTo(-1);
    }

    @Test
    void tracksATarget() {
        assertThat(Adjustments.tracked(4, 75, 50)).isEqualTo(6);
        assertThat(Adjustments.tracked(4, 50, 50)).isEqualTo(4);
        assertThat(Adjustments.tracked(4, 10, 50)).isEqualTo(1);
    }

    @Test
    void recursInItsTimeZone() {
        Instant friday = Instant.parse("2026-11-20T10:00:00Z");
        assertThat(Recurrence.parse("0 9 * * 1-5", null).after(friday)).contains(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(Recurrence.parse("30 18 * * *", "Europe/Berlin").after(friday))
                .contains(Instant.parse("2026-11-20T17:30:00Z"));
        assertThatThrownBy(() -> Recurrence.parse("0 9 * *", null)).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> Recurrence.parse("61 9 * * *", null)).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> Recurrence.parse("0 9 * * *", "Mars/Base")).isInstanceOf(AwsException.class);
    }
}
