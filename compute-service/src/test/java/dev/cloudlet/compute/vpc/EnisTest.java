package dev.cloudlet.compute.vpc;

import static dev.cloudlet.compute.testing.ComputeFixture.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.compute.machine.PublicAddresses;
import dev.cloudlet.compute.testing.ComputeFixture;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnisTest {
    @RegisterExtension
    static final ComputeFixture compute = new ComputeFixture();

    private final Enis enis = compute.bean(Enis.class);
    private Subnet small;

    @BeforeEach
    void subnet() {
        String vpc = compute.bean(Vpcs.class).defaultOf(PLACE).orElseThrow().id();
        small = new Subnet(
                PLACE, "subnet-small", vpc, "us-east-1a", Cidr.parse("172.31.200.0/28"), false, false, Map.of());
        compute.bean(Subnets.class).add(small);
    }

    private Eni create(Optional<String> address) {
        return compute.run(() -> enis.create(
                new Enis.Wanted(small, address, List.of(), "", "interface", Optional.empty(), Optional.empty())));
    }

    private String refusal(String address) {
        try {
            create(Optional.of(address));
            return "";
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    @Test
    void givesEveryAddressOnceButThoseOfAws() {
        Set<String> given = new HashSet<>();
        for (int n = 0; n < 11; n++) {
            given.add(create(Optional.empty()).address());
        }
        assertThat(given)
                .hasSize(11)
                .doesNotContain("172.31.200.0", "172.31.200.1", "172.31.200.2", "172.31.200.3", "172.31.200.15");
        assertThatThrownBy(() -> create(Optional.empty()))
                .hasMessage(
                        "There are not enough free addresses in subnet 'subnet-small' to satisfy the requested number"
                                + " of instances.");
        assertThat(compute.bean(Subnets.class).free(List.of(small))).containsEntry("subnet-small", 0L);
    }

    @Test
    void anAddressThatWasGivenBackIsFree() {
        List<Eni> all = new ArrayList<>();
        for (int n = 0; n < 11; n++) {
            all.add(create(Optional.empty()));
        }
        enis.remove(all.get(4));
        assertThat(create(Optional.empty()).address()).isEqualTo(all.get(4).address());
    }

    @Test
    void givesTheAddressThatIsAskedFor() {
        assertThat(create(Optional.of("172.31.200.7")).address()).isEqualTo("172.31.200.7");
        assertThat(refusal("172.31.200.7")).isEqualTo("InvalidIPAddress.InUse: Address 172.31.200.7 is in use.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.31.200.0", "172.31.200.3", "172.31.200.15"})
    void keepsReservedAddresses(String address) {
        assertThat(refusal(address))
                .isEqualTo("InvalidParameterValue: Address " + address + " is in subnet's reserved address range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.31.200.16", "10.0.0.7", "172.31.200.300", "999.1.1.1"})
    void keepsToTheSubnet(String address) {
        assertThat(refusal(address))
                .isEqualTo("InvalidParameterValue: Address " + address
                        + " does not fall within the subnet's address range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "172.31.200", "172.31.200.7/32", "172.31.200.007", "::1", "172.31.200.7 ", "web"})
    void knowsWhatIsNoAddress(String address) {
        assertThat(refusal(address)).startsWith("InvalidParameterValue: ");
    }

    @Test
    void publicAddressesAreUsedToTheLast() {
        PublicAddresses pool = compute.bean(PublicAddresses.class);
        Set<String> given = new HashSet<>();
        List<Eni> all = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            Eni eni = create(Optional.empty());
            all.add(eni);
            given.add(compute.run(() -> pool.associate(eni)).orElseThrow());
        }
        assertThat(given).hasSize(6);
        Eni late = create(Optional.empty());
        assertThat(compute.run(() -> pool.associate(late))).as("none is left").isEmpty();
        Eni first = enis.find(all.getFirst().id()).orElseThrow();
        compute.run(() -> {
            pool.release(first);
            return first;
        });
        assertThat(compute.run(() -> pool.associate(late))).isEqualTo(first.publicAddress());
    }

    @Test
    void keepsThePublicAddressThatAnInterfaceHas() {
        PublicAddresses pool = compute.bean(PublicAddresses.class);
        Eni eni = create(Optional.empty());
        Optional<String> given = compute.run(() -> pool.associate(eni));
        assertThat(compute.run(() -> pool.associate(enis.find(eni.id()).orElseThrow())))
                .isEqualTo(given);
    }
}
