package dev.cloudlet.signature;

/** How a signature covers the body, from {@code x-amz-content-sha256}. */
public sealed interface Payload {

    /** The body's SHA-256 is in the signature; whoever reads the body has to check it ({@link HashCheckedInputStream}). */
    record Hash(String hex) implements Payload {}

    /** The body is not covered ({@code UNSIGNED-PAYLOAD}, and presigned S3 requests). */
    record Unsigned() implements Payload {}

    /**
     * The body is aws-chunked, to be read through {@link AwsChunkedInputStream}.
     *
     * @param signedChunks every chunk carries a signature
     * @param trailer trailing headers follow the last chunk
     */
    record Streaming(boolean signedChunks, boolean trailer) implements Payload {}

    /** Not said: the hash of the body as received stands in the signature (every service but S3). */
    record Absent() implements Payload {}
}
