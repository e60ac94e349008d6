package dev.cloudlet.signature;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trailing headers a request announced in {@code x-amz-trailer}: these and no others may follow the last chunk.
 *
 * @param names lower case
 * @param possible whether the payload is one with trailing headers at all
 */
record DeclaredTrailers(Set<String> names, boolean possible) {

    private static final String SIGNATURE = "x-amz-trailer-signature";
    private static final int MAX_TRAILERS = 16;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    static DeclaredTrailers of(SignedRequest request, boolean possible) {
        Set<String> names = new TreeSet<>();
        for (String value : request.header("x-amz-trailer")) {
            for (String name : value.split(",", -1)) {
                String lower = name.strip().toLowerCase(Locale.ROOT);
                if (!possible
                        || !NAME.matcher(lower).matches()
                        || lower.equals(SIGNATURE)
                        || !names.add(lower)
                        || names.size() > MAX_TRAILERS) {
                    throw malformed();
                }
            }
        }
        return new DeclaredTrailers(names, possible);
    }

    /** Reads what follows the head of the last chunk, to the end of the body. */
    Map<String, List<String>> read(ChunkedBody body, @Nullable ChunkVerifier verifier) throws IOException {
        Map<String, List<String>> trailers = new LinkedHashMap<>();
        StringBuilder canonical = new StringBuilder();
        String signature = "";
        for (String line = body.line(); !line.isEmpty(); line = body.line()) {
            int colon = line.indexOf(':');
            if (!possible || colon < 0 || !signature.isEmpty()) {
                throw malformed();
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(SIGNATURE) && verifier != null) {
                signature = value;
            } else if (names.contains(name) && trailers.put(name, List.of(value)) == null) {
                canonical.append(name).append(':').append(value).append('\n');
            } else {
                throw malformed();
            }
        }
        body.endOfBody();
        if (!trailers.keySet().equals(names)) {
            throw malformed();
        }
        if (verifier != null && verifier.expectsTrailer()) {
            verifier.trailer(canonical.toString(), signature);
        }
        return Map.copyOf(trailers);
    }

    private static SignatureException malformed() {
        return SignatureException.of(Reason.MALFORMED_TRAILER);
    }
}
