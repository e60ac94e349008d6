package dev.cloudlet.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the tests start from: a key, a time, requests and small changes to them. */
final class Requests {

    static final AccessKey KEY =
            new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
    static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    static final String BODY = "Action=ListUsers&Version=2010-05-08";

    private Requests() {}

    static SignedRequest request(String method, String target, String... headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            map.computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
                    .add(header.substring(colon + 1));
        }
        int mark = target.indexOf('?');
        return new SignedRequest(
                method, mark < 0 ? target : target.substring(0, mark), mark < 0 ? "" : target.substring(mark + 1), map);
    }

    /** A call of IAM, signed now. */
    static SignedRequest iamCall() {
        return new Signer(KEY, "us-east-1", "iam")
                .sign(
                        request(
                                "POST",
                                "/",
                                "host:iam.amazonaws.com",
                                "content-type:application/x-www-form-urlencoded",
                                "x-amz-user-agent:test"),
                        Digests.sha256Hex(BODY),
                        NOW);
    }

    /** A GET of an object of S3, signed now. */
    static SignedRequest s3Get() {
        return new Signer(KEY, "us-east-1", "s3")
                .sign(
                        request(
                                "GET",
                                "/bucket/a%20key?versionId=7&x=1",
                                "host:s3.amazonaws.com",
                                "content-type:text/plain",
                                "x-amz-acl:private"),
                        Digests.EMPTY_SHA256,
                        NOW);
    }

    static SignedRequest withHeader(SignedRequest request, String name, String... values) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        if (values.length == 0) {
            headers.remove(name);
        } else {
            headers.put(name, List.of(values));
        }
        return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
    }

    static SignedRequest withAuthorization(SignedRequest request, UnaryOperator<String> change) {
        return withHeader(
                request,
                "authorization",
                change.apply(request.header("authorization").getFirst()));
    }

    static SignedRequest withMethod(SignedRequest request, String method) {
        return new SignedRequest(method, request.rawPath(), request.rawQuery(), request.headers());
    }

    static SignedRequest withPath(SignedRequest request, String path) {
        return new SignedRequest(request.method(), path, request.rawQuery(), request.headers());
    }

    static SignedRequest withQuery(SignedRequest request, String query) {
        return new SignedRequest(request.method(), request.rawPath(), query, request.headers());
    }

    /** Verifies as a service would that knows {@link #KEY}. */
    static Verification verify(SignedRequest request, String body, Instant now) {
        Claim.Signed claim = (Claim.Signed) Claims.parse(request);
        CredentialScope scope = claim.scope();
        byte[] signingKey = SigningKeys.derive(KEY.secret(), scope.date(), scope.region(), scope.service());
        return claim.payload() instanceof Payload.Absent
                ? Verifier.verify(claim, request, signingKey, Digests.sha256Hex(body), now)
                : Verifier.verify(claim, request, signingKey, now);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
