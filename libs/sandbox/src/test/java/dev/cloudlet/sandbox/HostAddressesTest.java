package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Command;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Machines do not reach the host under any of its addresses, those that it has been given meanwhile among them. */
final class HostAddressesTest extends SandboxFixture {
    // Set aside for documentation (RFC 5737): nobody has it.
    private static final String NEW = "203.0.113.77";

    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }

    private static String run(String... line) {
        return Command.run(Duration.ofSeconds(10), List.of(line));
    }

    private String refused() {
        String hub =
                CloudName.of(directory.resolve("state")).namespace("hub").path().toString();
        return run("nsenter", "--net=" + hub, "nft", "list", "set", "inet", "hub", "host");
    }

    @Test
    void anAddressThatTheHostIsGivenIsRefusedAtOnce() {
        sandbox.networks().ensureVpc("vpc-1", Cidr.parse("10.0.0.0/16"));
        Assumptions.assumeTrue(sandbox.networks().egress() instanceof Networks.Egress.Open, "no way out here");
        assertThat(refused()).contains("127.0.0.1").doesNotContain(NEW);
        try {
            run("ip", "address", "add", NEW + "/32", "dev", "lo");
            await().until(this::refused, said -> said.contains(NEW));
        } finally {
            run("ip", "address", "del", NEW + "/32", "dev", "lo");
        }
        await().until(this::refused, said -> !said.contains(NEW));
    }
}
