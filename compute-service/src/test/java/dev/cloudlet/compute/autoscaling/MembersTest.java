package dev.cloudlet.compute.autoscaling;

import static dev.cloudlet.compute.testing.ComputeFixture.ACCOUNT;
import static dev.cloudlet.compute.testing.ComputeFixture.NOON;
import static dev.cloudlet.compute.testing.ComputeFixture.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.compute.Place;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

final class MembersTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("compute");

    private static final GroupKey WEB = new GroupKey(PLACE, "web");

    private final ScalingGroups groups = new ScalingGroups(database.jdbc());
    private final Members members = new Members(database.jdbc());

    @BeforeEach
    void group() {
        groups.add(
                WEB, "", AutoScalingGroup.builder().autoScalingGroupName("web").build());
    }

    private static Member member(String id, Phase phase) {
        return new Member(
                id,
                "us-east-1a",
                phase,
                true,
                Optional.empty(),
                false,
                "t3.micro",
                Optional.of(new Member.Template("lt-1", "web", "3")),
                NOON,
                Optional.empty(),
                Optional.of("activity"));
    }

    @Test
    void keepsAllOfAMember() {
        members.add(WEB, member("i-1", Phase.PENDING));
        assertThat(members.find("i-1")).contains(member("i-1", Phase.PENDING));
        assertThat(members.of(WEB)).containsExactly(member("i-1", Phase.PENDING));
        assertThat(members.of(PLACE)).containsOnlyKeys("web");
        assertThat(members.groupOf("i-1")).contains(WEB);
        members.remove("i-1");
        assertThat(members.find("i-1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void movesOnlyWhereItsPhaseLeads(Phase from) {
        for (Phase to : Phase.values()) {
            members.add(WEB, member("i-1", from));
            assertThat(members.move("i-1", to))
                    .as("%s to %s", from, to)
                    .isEqualTo(from.next().contains(to));
            assertThat(members.find("i-1").orElseThrow().phase())
                    .isEqualTo(from.next().contains(to) ? to : from);
            members.remove("i-1");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhaseEndsInTheEnd(Phase phase) {
        assertThat(phase.next()).doesNotContain(phase);
        if (phase.next().isEmpty()) {
            assertThat(phase).isIn(Phase.SHUTTING_DOWN, Phase.DETACHING);
        }
    }

    @Test
    void remembersWhenItFirstCameIntoService() {
        members.add(WEB, member("i-1", Phase.PENDING));
        members.inService("i-1", NOON);
        members.inService("i-1", NOON.plusSeconds(60));
        assertThat(members.find("i-1").orElseThrow().inService()).contains(NOON);
    }

    @Test
    void remembersWhyItIsIll() {
        members.add(WEB, member("i-1", Phase.IN_SERVICE));
        members.health("i-1", false, Optional.of("fever"));
        assertThat(members.find("i-1").orElseThrow().healthy()).isFalse();
        assertThat(members.find("i-1").orElseThrow().unhealthyCause()).contains("fever");
        members.health("i-1", true, Optional.empty());
        assertThat(members.find("i-1").orElseThrow().unhealthyCause()).isEmpty();
    }

    @Test
    void requiresThoseThatAreNamed() {
        members.add(WEB, member("i-1", Phase.IN_SERVICE));
        members.add(WEB, member("i-2", Phase.IN_SERVICE));
        assertThat(members.require(WEB, List.of("i-2", "i-1", "i-2")))
                .extracting(Member::id)
                .containsExactly("i-2", "i-1");
        assertThatThrownBy(() -> members.require(WEB, List.of("i-1", "i-3")))
                .isInstanceOf(AwsException.class)
                .hasMessage("The instance i-3 is not part of Auto Scaling group web.");
    }

    @Test
    void aGroupOfThatNameElsewhereIsAnother() {
        GroupKey elsewhere = new GroupKey(new Place(ACCOUNT, "eu-west-1"), "web");
        groups.add(elsewhere, "", AutoScalingGroup.builder().build());
        members.add(WEB, member("i-1", Phase.IN_SERVICE));
        assertThat(members.of(elsewhere)).isEmpty();
        assertThat(groups.list(PLACE)).hasSize(1);
        assertThat(groups.keys()).containsExactlyInAnyOrder(WEB, elsewhere);
    }

    @Test
    void aGroupIsAddedOnce() {
        assertThat(groups.add(WEB, "", AutoScalingGroup.builder().build())).isFalse();
    }

    @Test
    void keepsTheDocumentOfAGroup() {
        AutoScalingGroup document = AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .minSize(1)
                .availabilityZones("us-east-1a")
                .createdTime(NOON)
                .newInstancesProtectedFromScaleIn(false)
                .build();
        groups.document(WEB, document);
        assertThat(groups.find(WEB).orElseThrow().document()).isEqualTo(document);
    }

    @Test
    void keepsTheMomentsOfAGroup() {
        groups.cooled(WEB, NOON);
        LaunchFailures failures = new LaunchFailures(2, NOON, NOON.plusSeconds(20));
        groups.launchFailures(WEB, failures);
        groups.cause(WEB, "because");
        ScalingGroup found = groups.find(WEB).orElseThrow();
        assertThat(found.cooled()).contains(NOON);
        assertThat(found.launchFailures()).contains(failures);
        assertThat(found.cause()).isEqualTo("because");
        groups.launchFailures(WEB, null);
        groups.delete(WEB);
        assertThat(groups.find(WEB).orElseThrow().launchFailures()).isEmpty();
        assertThat(groups.find(WEB).orElseThrow().desired())
                .as("one that is deleted wants none")
                .isZero();
        groups.remove(WEB);
        assertThat(groups.find(WEB)).isEmpty();
    }
}
