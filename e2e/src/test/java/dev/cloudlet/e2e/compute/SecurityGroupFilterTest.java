package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Security groups let through what their rules say, at once. */
final class SecurityGroupFilterTest {
    private static final String SERVER = """
            #!/bin/sh
            cd /srv && echo served >index.html && exec python3 -m http.server 8080
            """;
    private static final String CLIENT = """
            #!/bin/sh
            until curl -s -m 1 http://SERVER:8080/ | grep served; do echo shut out; sleep 0.2; done
            echo came through
            while curl -s -m 1 http://SERVER:8080/ >/dev/null; do sleep 0.2; done
            echo shut out again
            """;

    @Test
    void members_of_a_group_come_through_while_a_rule_names_it() {
        try (TestInstances instances = new TestInstances()) {
            Ec2Client ec2 = instances.ec2();
            String servers = group(ec2, "servers");
            String clients = group(ec2, "clients");
            String server = instances.run(SERVER, r -> r.securityGroupIds(servers));
            String address =
                    instances.awaitState(server, InstanceStateName.RUNNING).privateIpAddress();

            String client = instances.run(CLIENT.replace("SERVER", address), r -> r.securityGroupIds(clients));
            instances.awaitConsole(client, "shut out\nshut out\n");
            assertThat(instances.console(client)).doesNotContain("came through");

            IpPermission fromClients = IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(8080)
                    .toPort(8080)
                    .userIdGroupPairs(UserIdGroupPair.builder().groupId(clients).build())
                    .build();
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(servers).ipPermissions(fromClients));
            instances.awaitConsole(client, "came through");

            ec2.revokeSecurityGroupIngress(r -> r.groupId(servers).ipPermissions(fromClients));
            instances.awaitConsole(client, "shut out again");
        }
    }

    private static String group(Ec2Client ec2, String kind) {
        return ec2.createSecurityGroup(r ->
                        r.groupName("filter-" + kind + "-" + System.nanoTime()).description("Tests the filter"))
                .groupId();
    }
}
