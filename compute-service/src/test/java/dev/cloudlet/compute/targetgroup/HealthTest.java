package dev.cloudlet.compute.targetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.compute.targetgroup.Health.Finding;
import dev.cloudlet.compute.targetgroup.Health.State;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Finding GOOD = new Finding.Passed();
    private static final Finding BAD = new Finding.Failed("Target.Timeout", "Request timed out");

    private static Health after(Health health, Finding... findings) {
        Health now = health;
        for (Finding each : findings) {
            now = now.after(each, 3, 2);
        }
        return now;
    }

    @Test
    void aNewTargetServesAfterOneGoodAnswer() {
        assertThat(after(Health.REGISTERED, GOOD).state()).isEqualTo(State.HEALTHY);
        assertThat(after(Health.REGISTERED, BAD).reason()).isEqualTo("Elb.InitialHealthChecking");
        assertThat(after(Health.REGISTERED, BAD, BAD).reason()).isEqualTo("Target.Timeout");
    }

    @Test
    void aHealthyOneFailsOnlySeveralTimesInARow() {
        assertThat(after(Health.REGISTERED, GOOD, BAD, GOOD, BAD).state()).isEqualTo(State.HEALTHY);
        assertThat(after(Health.REGISTERED, GOOD, BAD, BAD).state()).isEqualTo(State.UNHEALTHY);
    }

    @Test
    void anUnhealthyOneHasToProveItself() {
        Health ill = after(Health.REGISTERED, BAD, BAD);
        assertThat(after(ill, GOOD, GOOD, BAD, GOOD, GOOD).state()).isEqualTo(State.UNHEALTHY);
        assertThat(after(ill, GOOD, GOOD, GOOD).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void oneThatDrainsStaysSo() {
        assertThat(after(Health.DRAINING, BAD, BAD, GOOD)).isEqualTo(Health.DRAINING);
    }

    @Test
    void matchesCodes() {
        assertThat(HealthSettings.matches("200,202", 202)).isTrue();
        assertThat(HealthSettings.matches("200-299,401", 401)).isTrue();
        assertThat(HealthSettings.matches("200-299", 300)).isFalse();
    }
}
