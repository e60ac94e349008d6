package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.iam.IamClient;

/** What somebody inside an instance can do to the cloud and its host: what the instance's role may, and no more. */
final class InstanceIsolationTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ec2.amazonaws.com"}}]}
            """;

    private static final String TRY_EVERYTHING = """
            #!/bin/bash
            token=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 300')
            get() { curl -s -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/$1; }
            role=$(get meta-data/iam/security-credentials/)
            credentials=$(get meta-data/iam/security-credentials/$role)
            field() { echo "$credentials" | sed -n "s/.*\\"$1\\" : \\"\\(.*\\)\\".*/\\1/p"; }
            who() {
                curl -s --aws-sigv4 aws:amz:us-east-1:sts --user "$1:$2" ${3:+-H "x-amz-security-token: $3"} \\
                    "$AWS_ENDPOINT_URL/" -d 'Action=GetCallerIdentity&Version=2011-06-15' | grep -oE '<(Arn|Code)>[^<]*'
            }
            echo "as the role: $(who $(field AccessKeyId) $(field SecretAccessKey) $(field Token))"
            echo "as root: $(who test test)"
            code() { curl -s -o /dev/null -m 5 -w '%{http_code}' "$@"; }
            echo "reset: $(code -X POST $AWS_ENDPOINT_URL/_cloudlet/reset)"
            echo "reset by a header: $(code -X POST -H 'X-Forwarded-For: 127.0.0.1' -H 'x-cloudlet-client-ip: 127.0.0.1' \\
                -H 'x-cloudlet-introduced: 127.0.0.1:1' $AWS_ENDPOINT_URL/_cloudlet/reset)"
            echo "between services: $(code -X POST $AWS_ENDPOINT_URL/_cloudlet/internal/reset)"
            for address in HOSTS; do
                for port in PORTS; do timeout 3 bash -c "</dev/tcp/$address/$port" 2>/dev/null & done
                (curl -s -m 3 http://$address:GATEWAY/_cloudlet/health | grep -q iam-service && echo "open: $address") &
            done
            wait
            echo "tried everything"
            """;

    @Test
    void has_the_rights_of_its_role_and_no_way_around_them() throws IOException {
        try (TestInstances instances = new TestInstances();
                ServerSocket everywhere = new ServerSocket(0);
                ServerSocket loopback = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String name = "isolated-" + System.nanoTime();
            IamClient iam = Cloud.shared().client(IamClient.builder());
            iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
            iam.createInstanceProfile(r -> r.instanceProfileName(name));
            iam.addRoleToInstanceProfile(r -> r.instanceProfileName(name).roleName(name));
            AtomicInteger visitors = new AtomicInteger();
            count(everywhere, visitors);
            count(loopback, visitors);
            String ports = everywhere.getLocalPort() + " " + loopback.getLocalPort();
            String gateway = String.valueOf(Cloud.shared().endpoint().getPort());
            // Its own addresses, the gateways', slirp4netns' usual and present ones, and those of the host.
            String hosts =
                    "10.0.2.2 10.0.2.3 169.254.100.2 169.254.100.3 169.254.64.1 $(ip route | grep -o 'via [0-9.]*' | cut -c5-) "
                            + "169.254.169.253 169.254.169.254 " + String.join(" ", HostAddresses.all());

            String id = instances.run(
                    TRY_EVERYTHING
                            .replace("HOSTS", hosts)
                            .replace("PORTS", ports)
                            .replace("GATEWAY", gateway),
                    r -> r.iamInstanceProfile(p -> p.name(name)));
            instances.awaitState(id, InstanceStateName.RUNNING);
            instances.awaitConsole(id, "tried everything");

            assertThat(instances.console(id))
                    .containsPattern("as the role: <Arn>arn:aws:sts::\\d{12}:assumed-role/" + name + "/" + id)
                    .contains("as root: <Code>InvalidClientTokenId")
                    .contains("reset: 403")
                    .contains("reset by a header: 403")
                    .contains("between services: 404")
                    .doesNotContain("open:");
            assertThat(visitors).as("connections to ports of the host").hasValue(0);
        }
    }

    private static void count(ServerSocket listener, AtomicInteger visitors) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    listener.accept().close();
                    visitors.incrementAndGet();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    private static final String SPOOF = """
            #!/bin/bash
            address=VICTIM
            echo "add: $(ip addr add $address/32 dev lo 2>&1)"
            cat > /tmp/spoof.py <<'PY'
            import socket, sys
            victim = sys.argv[1]
            def attempt(name, body):
                try:
                    print(name + ": " + body(), flush=True)
                except OSError as failure:
                    print(name + ": no: " + str(failure), flush=True)
            def bound(option):
                s = socket.socket()
                s.settimeout(3)
                if option:
                    s.setsockopt(socket.SOL_IP, option, 1)
                s.bind((victim, 0))
                s.connect(("169.254.169.254", 80))
                s.sendall(b"GET /latest/meta-data/instance-id HTTP/1.0\\r\\n\\r\\n")
                return s.recv(4096).decode().replace("\\r\\n", " ")
            attempt("bind", lambda: bound(0))
            attempt("freebind", lambda: bound(15))
            attempt("transparent", lambda: bound(19))
            def raw():
                s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
                return "opened " + str(s.fileno())
            attempt("raw", raw)
            PY
            python3 /tmp/spoof.py $address
            echo "tried to spoof"
            """;

    @Test
    void cannot_ask_for_the_metadata_of_another() {
        try (TestInstances instances = new TestInstances()) {
            String victim = instances.run(
                    "#!/bin/sh\n",
                    r -> r.metadataOptions(o -> o.httpTokens("optional").httpEndpoint("enabled")));
            String address =
                    instances.awaitState(victim, InstanceStateName.RUNNING).privateIpAddress();

            String spoofer = instances.run(SPOOF.replace("VICTIM", address), r -> {});
            instances.awaitConsole(spoofer, "tried to spoof");

            String console = instances.console(spoofer);
            assertThat(console).doesNotContain(victim);
            Matcher attempts =
                    Pattern.compile("(?m)^(bind|freebind|transparent): (.*)$").matcher(console);
            assertThat(attempts.results().map(each -> each.group(2)))
                    .hasSize(3)
                    .allMatch(outcome -> outcome.startsWith("no: "));
        }
    }
}
