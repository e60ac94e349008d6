package dev.cloudlet.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The encodings of one tree: JSON, and CBOR for RPC v2, of which only numbers, blobs and times differ; and JSON for keeping.
 *
 * @param factory makes the parsers and generators of this encoding
 * @param wire whether it is what goes over the wire: the members of the body, by the names they have there
 */
record TreeFormat(TokenStreamFactory factory, boolean wire) {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(64).build();
    private static final TokenStreamFactory TEXT =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

    static final TreeFormat JSON = new TreeFormat(TEXT, true);
    static final TreeFormat CBOR =
            new TreeFormat(CBORFactory.builder().streamReadConstraints(LIMITS).build(), true);
    /** All members, wherever the wire has them, by their names in the model: so requests and answers are alike. */
    static final TreeFormat KEPT = new TreeFormat(TEXT, false);

    boolean holds(Field field) {
        return !wire || (field.inBody() && !field.payload);
    }

    String name(Field field) {
        return wire ? field.out : field.member;
    }

    /** The member of this name, or null. */
    @Nullable
    Field member(Shape shape, String name) {
        return wire ? shape.body(name) : shape.member(name);
    }
}
