package dev.cloudlet.storage.multipart;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.checksum.Checksum;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that the object of an upload will have.
 *
 * @param chosen by the client; S3 takes the CRC-64/NVME of the object otherwise
 */
record UploadChecksum(Algorithm algorithm, Checksum.Type type, boolean chosen) {

    /** Of x-amz-checksum-algorithm and x-amz-checksum-type. */
    static UploadChecksum of(@Nullable String algorithmName, @Nullable String typeName) {
        if (algorithmName == null) {
            if (typeName != null) {
                throw S3Error.INVALID_REQUEST.of(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return new UploadChecksum(Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, false);
        }
        Algorithm algorithm = Algorithm.of(algorithmName);
        if (algorithm == null) {
            throw S3Error.INVALID_REQUEST.of(
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                            + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        return new UploadChecksum(algorithm, type(algorithm, typeName), true);
    }

    private static Checksum.Type type(Algorithm algorithm, @Nullable String name) {
        if (name == null) {
            return algorithm == Algorithm.CRC64NVME ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
        }
        Checksum.Type type = Checksum.Type.of(name);
        if (type == null) {
            throw S3Error.INVALID_REQUEST.of("Value for x-amz-checksum-type header is invalid.");
        }
        boolean possible =
                switch (type) {
                    case FULL_OBJECT -> algorithm.isCrc();
                    case COMPOSITE -> algorithm != Algorithm.CRC64NVME;
                };
        if (!possible) {
            throw S3Error.INVALID_REQUEST.of(
                    "The %s checksum type cannot be used with the %s checksum algorithm.",
                    type, algorithm.wireName().toLowerCase(Locale.ROOT));
        }
        return type;
    }
}
