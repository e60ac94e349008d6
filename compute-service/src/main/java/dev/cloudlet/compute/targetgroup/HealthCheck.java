package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.targetgroup.Health.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Asks a target once whether it is well, as AWS's health checker does. Blocks. */
@Component
final class HealthCheck {
    private static final int LONGEST_STATUS_LINE = 512;
    private static final int MILLIS = 1000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

    private final Reach reach;

    HealthCheck(Reach reach) {
        this.reach = reach;
    }

    Finding ask(Group group, Optional<Inet4Address> source, Inet4Address address, int port) {
        TargetGroup settings = group.document();
        int timeout = settings.healthCheckTimeoutSeconds() * MILLIS;
        try (SocketChannel channel = reach.connect(group.vpcId(), source, address, port, timeout)) {
            channel.socket().setSoTimeout(timeout);
            String request =
                    "GET " + settings.healthCheckPath() + " HTTP/1.1\r\nHost: " + address.getHostAddress() + ":"
                            + port
                            + "\r\nConnection: close\r\nUser-Agent: ELB-HealthChecker/2.0\r\nAccept-Encoding: gzip, compressed\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return judge(
                    statusLine(channel.socket().getInputStream()),
                    settings.matcher().httpCode());
        } catch (SocketTimeoutException e) {
            return new Finding.Failed("Target.Timeout", "Request timed out");
        } catch (IOException e) {
            return new Finding.Failed("Target.FailedHealthChecks", "Health checks failed");
        }
    }

    private static Finding judge(String statusLine, String codes) {
        Matcher line = STATUS_LINE.matcher(statusLine);
        if (!line.matches()) {
            return new Finding.Failed("Target.FailedHealthChecks", "Health checks failed");
        }
        int status = Integer.parseInt(line.group(1));
        return HealthSettings.matches(codes, status)
                ? new Finding.Passed()
                : new Finding.Failed(
                        "Target.ResponseCodeMismatch", "Health checks failed with these codes: [" + status + "]");
    }

    private static String statusLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && line.size() < LONGEST_STATUS_LINE; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
