package dev.cloudlet.storage.encryption;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;

/** There is no KMS yet: what needs one is refused by name. */
final class KmsMissing {
    private KmsMissing() {}

    static AwsException error(String method) {
        return S3Error.NOT_IMPLEMENTED
                .of("Server-side encryption with %s is not implemented: there is no KMS in this cloud", method)
                .with("Header", "x-amz-server-side-encryption")
                .with("Value", method);
    }
}
