package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Traffic for a load balancer: whatever it says, it is not for AWS, and errors are the balancer's pages. */
record BalancerTraffic() implements Recognizer.Recognized {
    private static final String HOSTS = ".elb.localhost";

    static boolean isNamedBy(String host) {
        return host.endsWith(HOSTS);
    }

    @Override
    public String signingName() {
        return "elasticloadbalancing";
    }

    @Override
    public WireResponse refusal(AwsException failure, String requestId, String path) {
        String page = """
                <html>
                <head><title>503 Service Temporarily Unavailable</title></head>
                <body><center><h1>503 Service Temporarily Unavailable</h1></center></body>
                </html>
                """;
        return new WireResponse(
                503, Map.of("Content-Type", List.of("text/html")), page.getBytes(StandardCharsets.UTF_8));
    }
}
