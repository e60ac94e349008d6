package dev.cloudlet.e2e.input;

import dev.cloudlet.e2e.Cloud;
import dev.cloudlet.signature.AccessKey;
import dev.cloudlet.signature.SignedRequest;
import dev.cloudlet.signature.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A client that signs whatever it is told to send. It works in a region of its own, where no other test has anything. */
final class Wild {
    static final String REGION = "eu-west-3";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI endpoint = Cloud.shared().endpoint();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param tampered whether one byte of the signature is another one */
    HttpResponse<String> send(String service, Sketch sketch, boolean tampered)
            throws IOException, InterruptedException {
        Map<String, List<String>> headers = new HashMap<>();
        sketch.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("host", List.of(endpoint.getAuthority()));
        SignedRequest signed = new Signer(new AccessKey("test", "test", null), REGION, service)
                .sign(
                        new SignedRequest(sketch.method(), sketch.path(), sketch.query(), headers),
                        sha256(sketch.body()),
                        Instant.now());
        String query = sketch.query().isEmpty() ? "" : "?" + sketch.query();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + sketch.path() + query))
                .timeout(PATIENCE)
                .method(sketch.method(), HttpRequest.BodyPublishers.ofByteArray(sketch.body()));
        signed.headers().forEach((name, values) -> {
            if (!name.equals("host")) {
                values.forEach(value ->
                        request.header(name, tampered && name.equals("authorization") ? changed(value) : value));
            }
        });
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String changed(String authorization) {
        char last = authorization.charAt(authorization.length() - 1);
        return authorization.substring(0, authorization.length() - 1) + (last == '0' ? '1' : '0');
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
