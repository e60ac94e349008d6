package dev.cloudlet.storage.listing;

import dev.cloudlet.storage.S3Error;
import org.jspecify.annotations.Nullable;

/** The parameter encoding-type: the wire encodes the keys, here it is only looked at. */
public final class EncodingTypes {
    private EncodingTypes() {}

    /** Refuses any but url. */
    public static void check(@Nullable String encodingType) {
        if (encodingType != null && !encodingType.equals("url")) {
            throw S3Error.INVALID_ARGUMENT
                    .of("Invalid Encoding Method specified in Request")
                    .with("ArgumentName", "encoding-type")
                    .with("ArgumentValue", encodingType);
        }
    }
}
