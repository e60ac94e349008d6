package dev.cloudlet.signature;

import java.util.List;
import java.util.regex.Pattern;

/** The length of an aws-chunked body's payload. */
final class DecodedLength {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private DecodedLength() {}

    static long of(SignedRequest request) {
        List<String> values = request.header("x-amz-decoded-content-length");
        if (values.size() != 1 || !LENGTH.matcher(values.getFirst().strip()).matches()) {
            throw SignatureException.of(Reason.MISSING_DECODED_LENGTH);
        }
        return Long.parseLong(values.getFirst().strip());
    }
}
