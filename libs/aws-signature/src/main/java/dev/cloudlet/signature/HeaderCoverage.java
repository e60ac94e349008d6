package dev.cloudlet.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers a signature has to cover: otherwise somebody on the way could add or change them. */
final class HeaderCoverage {

    /** At most once in a request, signed or not: two would let signer and receiver see different ones. */
    private static final Set<String> ONCE = Set.of(
            "host",
            "x-amz-date",
            "date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "content-length",
            "content-type",
            "content-md5",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-target");

    private HeaderCoverage() {}

    static void check(Claim.Signed claim, SignedRequest request) {
        for (String name : ONCE) {
            if (request.header(name).size() > 1) {
                throw mismatch(claim, "The header " + name + " is given more than once.");
            }
        }
        for (String name : claim.signedHeaders()) {
            if (request.header(name).isEmpty() && !name.equals(":authority")) {
                throw mismatch(claim, "The signed header " + name + " is not in the request.");
            }
        }
        checkSigned(claim, request);
    }

    private static void checkSigned(Claim.Signed claim, SignedRequest request) {
        boolean contentToo =
                claim.kind() == Claim.Kind.HEADER && ErrorStyle.of(claim.scope().service()) == ErrorStyle.S3;
        List<String> unsigned = new ArrayList<>();
        if (!claim.signedHeaders().contains("host")) {
            unsigned.add("host");
        }
        for (String name : request.headers().keySet()) {
            boolean required = name.startsWith("x-amz-")
                    || (contentToo && (name.equals("content-type") || name.equals("content-md5")));
            if (required && !claim.signedHeaders().contains(name)) {
                unsigned.add(name);
            }
        }
        if (!unsigned.isEmpty()) {
            String names = unsigned.stream()
                    .map(name -> name.equals("host") ? "'Host' or ':authority'" : "'" + name + "'")
                    .collect(Collectors.joining(", "));
            throw SignatureException.of(
                            Reason.UNSIGNED_HEADERS,
                            "There were headers present in the request which were not signed",
                            names + " must be a 'SignedHeader' in the AWS Authorization.")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    private static SignatureException mismatch(Claim.Signed claim, String why) {
        Answer s3 = Answer.of(Reason.SIGNATURE_MISMATCH, ErrorStyle.S3);
        Answer others = Answer.of(Reason.SIGNATURE_MISMATCH, ErrorStyle.QUERY);
        return SignatureException.of(Reason.SIGNATURE_MISMATCH, s3.message() + " " + why, others.message() + " " + why)
                .with("AWSAccessKeyId", claim.accessKeyId())
                .with("SignatureProvided", claim.signature());
    }
}
