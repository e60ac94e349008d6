package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.S3Error;
import org.jspecify.annotations.Nullable;

/** Numbers of parts: 1 to 10,000. */
final class PartNumber {
    static final int MOST = 10_000;

    private PartNumber() {}

    static int checked(@Nullable Integer number) {
        if (number == null || number < 1 || number > MOST) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Part number must be an integer between 1 and 10000, inclusive")
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", String.valueOf(number));
        }
        return number;
    }
}
