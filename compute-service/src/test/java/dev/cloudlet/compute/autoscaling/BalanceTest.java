package dev.cloudlet.compute.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BalanceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static Member member(String id, String zone, int minutesOld, String version) {
        return new Member(
                id,
                zone,
                Phase.IN_SERVICE,
                true,
                Optional.empty(),
                false,
                "t3.micro",
                Optional.of(new Member.Template("lt-1", "web", version)),
                NOW.minus(Duration.ofMinutes(minutesOld)),
                Optional.of(NOW),
                Optional.empty());
    }

    private static Member isProtected(Member each) {
        return new Member(
                each.id(),
                each.zone(),
                each.phase(),
                true,
                Optional.empty(),
                true,
                each.type(),
                each.template(),
                each.launched(),
                each.inService(),
                each.activity());
    }

    private static String victim(List<Member> members, String... policies) {
        return Balance.victim(members, List.of(policies), Optional.of("2"), NOW)
                .map(Member::id)
                .orElse("nobody");
    }

    @Test
    void launchesWhereTheFewestAre() {
        List<String> zones = List.of("a", "b", "c");
        assertThat(Balance.launchZone(zones, List.of())).isEqualTo("a");
        assertThat(Balance.launchZone(zones, List.of(member("i-1", "a", 1, "1"))))
                .isEqualTo("b");
        assertThat(Balance.launchZone(
                        zones,
                        List.of(member("i-1", "a", 1, "1"), member("i-2", "b", 1, "1"), member("i-3", "c", 1, "1"))))
                .isEqualTo("a");
    }

    @Test
    void takesFromTheZoneWithTheMost() {
        List<Member> members =
                List.of(member("i-old", "a", 90, "2"), member("i-1", "b", 10, "2"), member("i-2", "b", 20, "2"));
        assertThat(victim(members, "OldestInstance")).isEqualTo("i-2");
        assertThat(victim(members, "NewestInstance")).isEqualTo("i-1");
    }

    @Test
    void byDefaultTakesTheOldestTemplateThenTheOneWhoseHourEndsFirst() {
        assertThat(victim(List.of(member("i-new", "a", 50, "2"), member("i-old", "a", 5, "1")), "Default"))
                .isEqualTo("i-old");
        assertThat(victim(List.of(member("i-1", "a", 61, "2"), member("i-2", "a", 58, "2")), "Default"))
                .isEqualTo("i-2");
    }

    @Test
    void sparesProtectedInstances() {
        Member one = isProtected(member("i-1", "a", 90, "1"));
        assertThat(victim(List.of(one, member("i-2", "b", 1, "2")), "Default")).isEqualTo("i-2");
        assertThat(victim(List.of(one), "Default")).isEqualTo("nobody");
    }
}
