package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** Names as an instance resolves them, with the resolver of its own C library. */
final class InstanceNamesTest {
    private static final String ASK = """
            #!/bin/bash
            ask() { echo "$1 is $(getent ahostsv4 $1 | awk '{print $1}' | sort -u | tr '\\n' ' ')."; }
            ask NEIGHBOUR
            ask PUBLIC
            ask ip-172-31-255-250.ec2.internal
            ask anything.ec2.internal
            ask bucket.s3.localhost
            echo "reverse: $(getent hosts ADDRESS | awk '{print $2}')"
            python3 - <<'PY'
            import socket, struct
            name = b"".join(bytes([len(p)]) + p for p in b"NEIGHBOUR".split(b".")) + b"\\0"
            ask = struct.pack(">HHHHHH", 99, 0x100, 1, 0, 0, 0) + name + struct.pack(">HH", 1, 1)
            s = socket.create_connection(("169.254.169.253", 53), 5)
            s.sendall(struct.pack(">H", len(ask)) + ask)
            print("by tcp: " + ".".join(map(str, s.makefile("rb").read(2 + len(ask) + 16)[-4:])), flush=True)
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(5)
            s.sendto(ask[:12] + b"\\xc0\\x0c" + ask[-4:], ("169.254.169.253", 53))
            print("malformed: %d" % (s.recv(512)[3] & 15), flush=True)
            PY
            echo "asked everything"
            """;

    @Test
    void the_names_of_its_vpc_lead_to_private_addresses() {
        try (TestInstances instances = new TestInstances()) {
            String neighbour = instances.run("#!/bin/sh\n", r -> {});
            Instance there = instances.awaitState(neighbour, InstanceStateName.RUNNING);
            assertThat(there.publicDnsName()).as("in the default VPC").startsWith("ec2-");

            String id = instances.run(
                    ASK.replace("NEIGHBOUR", there.privateDnsName())
                            .replace("PUBLIC", there.publicDnsName())
                            .replace("ADDRESS", there.privateIpAddress()),
                    r -> {});
            instances.awaitConsole(id, "asked everything");

            assertThat(instances.console(id))
                    .contains(there.privateDnsName() + " is " + there.privateIpAddress() + " .")
                    .contains(there.publicDnsName() + " is " + there.privateIpAddress() + " .")
                    .contains("ip-172-31-255-250.ec2.internal is .")
                    .contains("anything.ec2.internal is .")
                    .contains("bucket.s3.localhost is 169.254.169.252 .")
                    .contains("reverse: " + there.privateDnsName())
                    .contains("by tcp: " + there.privateIpAddress())
                    .contains("malformed: 1");
        }
    }

    private static final String WAIT = """
            #!/bin/bash
            name=ip-10-77-1-10.ec2.internal
            echo "at first: $(getent ahostsv4 $name | wc -l)"
            for try in $(seq 300); do
                if [ -n "$(getent ahostsv4 $name)" ]; then echo "then: $(getent ahostsv4 $name | head -1 | cut -d' ' -f1)"; break; fi
                sleep 0.1
            done
            """;

    @Test
    void a_vpc_has_names_when_its_attributes_say_so() {
        try (TestInstances instances = new TestInstances()) {
            Ec2Client ec2 = instances.ec2();
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.77.0.0/16")).vpc().vpcId();
            assertThat(ec2.describeVpcAttribute(r -> r.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                            .enableDnsHostnames()
                            .value())
                    .isFalse();
            String subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.77.1.0/24"))
                    .subnet()
                    .subnetId();
            String id = instances.run(WAIT, r -> r.subnetId(subnet).privateIpAddress("10.77.1.10"));
            instances.awaitConsole(id, "at first: 0");

            ec2.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(v -> v.value(true)));

            instances.awaitConsole(id, "then: 10.77.1.10");
        }
    }
}
