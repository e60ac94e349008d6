package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.protocol.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes by the credential scope of the signature alone; whatever has none is S3's. */
final class ScopeRecognizer implements Recognizer {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^,/]+/\\d{8}/[^,/]+/([a-z0-9-]+)/aws4_request");

    @Override
    public boolean needsBody(RequestHead head) {
        return false;
    }

    @Override
    public Recognized recognize(RequestHead head, byte[] body) {
        String authorization = Objects.requireNonNullElse(head.first("authorization"), "");
        String query = head.rawQuery().replace("%2F", "/").replace("%2f", "/");
        for (String text : List.of(authorization, query)) {
            Matcher scope = SCOPE.matcher(text);
            if (scope.find()) {
                return new Scope(scope.group(1));
            }
        }
        return new Scope("s3");
    }

    private record Scope(String signingName) implements Recognized {
        @Override
        public WireResponse refusal(AwsException failure, String requestId, String path) {
            String body = "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
                    .formatted(failure.code(), failure.message(), requestId);
            return new WireResponse(
                    failure.status(),
                    Map.of("Content-Type", List.of("application/xml")),
                    body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
