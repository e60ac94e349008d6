package dev.cloudlet.storage.checksum;

import dev.cloudlet.kit.call.BodyCheck;
import dev.cloudlet.protocol.RequestHead;
import dev.cloudlet.storage.S3Error;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Content-MD5 and checksums of requests whose body is a document. */
@Component
final class BodyDigestCheck implements BodyCheck {
    private static final Pattern DELETE = Pattern.compile("(?:.*&)?delete=?(?:&.*)?");

    @Override
    public void check(RequestHead head, byte[] body) {
        ExpectedDigests expected = ExpectedDigests.ofDocument(head);
        if (expected.md5() == null && expected.algorithm() == null) {
            if (isDeleteObjects(head)) {
                throw S3Error.INVALID_REQUEST.of(
                        "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
            }
            return;
        }
        Algorithm algorithm = expected.algorithm() == null ? Algorithm.CRC32 : expected.algorithm();
        BodyDigests digests = new BodyDigests(algorithm);
        digests.running().forEach(digest -> digest.update(body, 0, body.length));
        BodyDigests.Values values = digests.values();
        expected.verify(values.md5(), values.sent(), Map::of);
    }

    /** The one request that may not go without: what it names is gone. */
    private static boolean isDeleteObjects(RequestHead head) {
        return head.method().equals("POST")
                && head.first("x-amz-trailer") == null
                && DELETE.matcher(head.rawQuery()).matches();
    }
}
