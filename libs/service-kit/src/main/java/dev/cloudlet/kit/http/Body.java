package dev.cloudlet.kit.http;

import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.signature.AwsChunkedInputStream;
import dev.cloudlet.signature.Claims;
import dev.cloudlet.signature.HashCheckedInputStream;
import dev.cloudlet.signature.Payload;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import dev.cloudlet.signature.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads request bodies: whole ones up to a limit, streams under the protection that their signature promised. */
final class Body {
    /** More than any AWS request without a streaming body may have. */
    private static final int MOST_BYTES = 16 << 20;

    private Body() {}

    static byte[] whole(Arrival arrival) {
        if (arrival.length() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] bytes = arrival.body().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            if (arrival.length() >= 0 && bytes.length < arrival.length()) {
                throw SignatureException.of(Reason.INCOMPLETE_BODY);
            }
            return bytes;
        } catch (IOException e) {
            throw new AwsException(CommonError.INVALID_REQUEST, "The request body could not be read.", e);
        }
    }

    /**
     * A whole body without the compression that SDKs apply to large requests of operations such as PutMetricData. What it grows to is
     * limited like a body that was never compressed.
     */
    static byte[] unpacked(RequestHead head, byte[] body) {
        if (!"gzip".equalsIgnoreCase(head.first("content-encoding"))) {
            return body;
        }
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new AwsException(CommonError.MALFORMED_INPUT, "The request body is not in the gzip format.", e);
        }
    }

    /**
     * A stream as the operation reads it: what the signature promised about the bytes is checked when the last one has been read.
     *
     * @param verification null for an anonymous request, of which nothing is promised but the framing
     */
    static RequestBody streaming(Arrival arrival, @Nullable Verification verification) {
        InputStream raw = arrival.body();
        Payload payload = verification == null
                ? Claims.anonymousPayload(arrival.signed())
                : verification.claim().payload();
        return switch (payload) {
            case Payload.Streaming streaming -> {
                AwsChunkedInputStream chunks = verification == null
                        ? AwsChunkedInputStream.openUnsigned(raw, arrival.signed())
                        : AwsChunkedInputStream.open(raw, verification, arrival.signed());
                yield new RequestBody(chunks, chunks.decodedLength(), () -> firstValues(chunks));
            }
            case Payload.Hash hash ->
                new RequestBody(new HashCheckedInputStream(raw, hash.hex()), arrival.length(), Map::of);
            case Payload.Unsigned unsigned -> new RequestBody(raw, arrival.length(), Map::of);
            case Payload.Absent absent when verification == null -> new RequestBody(raw, arrival.length(), Map::of);
            case Payload.Absent absent -> throw SignatureException.of(Reason.INVALID_CONTENT_SHA256);
        };
    }

    private static Map<String, String> firstValues(AwsChunkedInputStream chunks) {
        Map<String, String> first = new HashMap<>();
        chunks.trailers().forEach((name, values) -> first.put(name, values.getFirst()));
        return first;
    }

    private static AwsException tooLarge() {
        return CommonError.REQUEST_ENTITY_TOO_LARGE.of("The request is larger than %d bytes.", MOST_BYTES);
    }
}
