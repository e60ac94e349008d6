package dev.cloudlet.protocol;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The two encodings of one tree: JSON, and CBOR for RPC v2. Only numbers, blobs and times differ.
 *
 * @param factory makes the parsers and generators of this encoding
 */
record TreeFormat(TokenStreamFactory factory) {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(64).build();

    static final TreeFormat JSON =
            new TreeFormat(JsonFactory.builder().streamReadConstraints(LIMITS).build());
    static final TreeFormat CBOR =
            new TreeFormat(CBORFactory.builder().streamReadConstraints(LIMITS).build());
}
