package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.object.BodyIntake;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes that UploadPartCopy copies; here, unlike in GET, a range must be right. */
record CopyRange(long from, long count) {
    private static final Pattern SHAPE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    static CopyRange of(@Nullable String header, long size) {
        CopyRange range = header == null ? new CopyRange(0, size) : parse(header, size);
        if (range.count > BodyIntake.MOST_BYTES) {
            throw S3Error.INVALID_REQUEST.of(
                    "The specified copy source is larger than the maximum allowable size for a copy source: %d",
                    BodyIntake.MOST_BYTES);
        }
        return range;
    }

    private static CopyRange parse(String header, long size) {
        Matcher m = SHAPE.matcher(header);
        if (!m.matches() || Long.parseLong(m.group(1)) > Long.parseLong(m.group(2))) {
            throw S3Error.INVALID_ARGUMENT
                    .of(
                            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                                    + " the zero-based offsets of the first and last bytes to copy")
                    .with("ArgumentName", "x-amz-copy-source-range")
                    .with("ArgumentValue", header);
        }
        long from = Long.parseLong(m.group(1));
        long last = Long.parseLong(m.group(2));
        if (last >= size) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Range specified is not valid for source object of size: %d", size)
                    .with("ArgumentName", "x-amz-copy-source-range")
                    .with("ArgumentValue", header);
        }
        return new CopyRange(from, last - from + 1);
    }
}
