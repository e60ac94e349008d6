package dev.cloudlet.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoded answer. A streaming operation has an empty body here: whoever sends the answer adds the stream.
 *
 * @param status the HTTP status
 * @param headers the headers, without Content-Length unless the operation itself says one (HEAD, streams)
 * @param body the encoded body
 */
// The body is handed on once and never compared, so the array costs nothing and saves a copy.
@SuppressWarnings("ArrayRecordComponent")
public record WireResponse(int status, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, whatever the case of its name, or null. */
    public @Nullable String first(String name) {
        for (var header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().getFirst();
            }
        }
        return null;
    }
}
