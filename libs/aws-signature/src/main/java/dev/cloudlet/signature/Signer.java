package dev.cloudlet.signature;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Signs requests of one access key for one service and region: the client's side. */
public final class Signer {

    /** Connections and proxies change these, so nobody signs them. */
    private static final Set<String> NOT_SIGNED =
            Set.of("authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id");

    private final AccessKey key;
    private final String region;
    private final String service;

    public Signer(AccessKey key, String region, String service) {
        this.key = key;
        this.region = region;
        this.service = service;
    }

    /**
     * Signs by an Authorization header over all headers of the request, which must have {@code host}.
     *
     * @param contentSha256 hex SHA-256 of the body, or for S3 a word such as {@code UNSIGNED-PAYLOAD}
     * @return the request with its date, token, payload (S3) and Authorization headers
     */
    public SignedRequest sign(SignedRequest request, String contentSha256, Instant now) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.put("x-amz-date", List.of(Timestamps.format(now)));
        if (key.sessionToken() != null) {
            headers.put("x-amz-security-token", List.of(key.sessionToken()));
        }
        CredentialScope scope = scope(now);
        if (!CanonicalRequest.normalisesPath(scope)) {
            headers.put(ContentSha256.HEADER, List.of(contentSha256));
        }
        Collection<String> signed = new TreeSet<>(headers.keySet());
        signed.removeAll(NOT_SIGNED);
        SignedRequest unsigned = new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
        String authorization = "AWS4-HMAC-SHA256 Credential=" + key.id() + "/" + scope.text() + ", SignedHeaders="
                + String.join(";", signed) + ", Signature=" + signature(unsigned, signed, contentSha256, scope, now);
        headers.put("authorization", List.of(authorization));
        return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
    }

    /**
     * Presigns by query parameters over all headers of the request; its body stays open for S3 and is empty for the
     * other services.
     *
     * @param expires up to 7 days
     */
    public SignedRequest presign(SignedRequest request, Duration expires, Instant now) {
        CredentialScope scope = scope(now);
        Collection<String> signed = new TreeSet<>(request.headers().keySet());
        signed.removeAll(NOT_SIGNED);
        List<String> query = new ArrayList<>();
        if (!request.rawQuery().isEmpty()) {
            query.add(request.rawQuery());
        }
        query.add("X-Amz-Algorithm=AWS4-HMAC-SHA256");
        query.add("X-Amz-Credential=" + PercentEncoding.encode(key.id() + "/" + scope.text()));
        query.add("X-Amz-Date=" + Timestamps.format(now));
        query.add("X-Amz-Expires=" + expires.toSeconds());
        query.add("X-Amz-SignedHeaders=" + PercentEncoding.encode(String.join(";", signed)));
        if (key.sessionToken() != null) {
            query.add("X-Amz-Security-Token=" + PercentEncoding.encode(key.sessionToken()));
        }
        SignedRequest unsigned = withQuery(request, query);
        String payload = CanonicalRequest.normalisesPath(scope) ? Digests.EMPTY_SHA256 : ContentSha256.UNSIGNED;
        query.add("X-Amz-Signature=" + signature(unsigned, signed, payload, scope, now));
        return withQuery(request, query);
    }

    private String signature(
            SignedRequest request, Collection<String> signed, String payload, CredentialScope scope, Instant now) {
        String stringToSign = CanonicalRequest.of(request, signed, payload, CanonicalRequest.normalisesPath(scope))
                .stringToSign(Timestamps.format(now), scope);
        byte[] signingKey = SigningKeys.derive(key.secret(), scope.date(), region, service);
        return Digests.hex(Digests.hmac(signingKey, stringToSign));
    }

    private CredentialScope scope(Instant now) {
        return new CredentialScope(now.atZone(ZoneOffset.UTC).toLocalDate(), region, service);
    }

    private static SignedRequest withQuery(SignedRequest request, List<String> query) {
        return new SignedRequest(request.method(), request.rawPath(), String.join("&", query), request.headers());
    }
}
