package dev.cloudlet.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The parts of an HTTP request a signature covers, exactly as they were sent.
 *
 * @param method the HTTP method, upper case as sent
 * @param rawPath the path as sent: not decoded, not normalised, without the query; {@code /} at least
 * @param rawQuery the query as sent, without {@code ?}; empty if there was none
 * @param headers values as received, in order, by lower-case name; names given in another case are folded together, so
 *     that a second spelling of a header is never lost
 */
public record SignedRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    public SignedRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(rawQuery, "rawQuery");
        if (rawPath.isEmpty()) {
            rawPath = "/";
        }
        Map<String, List<String>> folded = new TreeMap<>();
        headers.forEach((name, values) -> folded.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), ignored -> new ArrayList<>(values.size()))
                .addAll(values));
        folded.replaceAll((name, values) -> List.copyOf(values));
        headers = java.util.Collections.unmodifiableMap(folded);
    }

    /** The values of a header by its lower-case name, in the order received; empty if it was not sent. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
