package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The URI pattern of one REST operation, taken apart. */
final class Route {
    private final OperationModel operation;
    private final List<Segment> segments;
    private final Map<String, String> query = new LinkedHashMap<>();
    private final List<String> neededParameters = new ArrayList<>();
    private final List<String> neededHeaders = new ArrayList<>();

    /** A part between slashes: a literal, a label, or a greedy label, which takes the rest of the path. */
    private record Segment(String text, boolean label, boolean greedy) {}

    /**
     * How well a request fits.
     *
     * @param labels the values of the path's labels, not decoded
     * @param literals how much of the path and the query is spelled out by the pattern
     * @param complete whether all needed parameters and headers are there
     * @param needs how many of them there are
     */
    record Match(OperationModel operation, Map<String, String> labels, int literals, boolean complete, int needs) {

        /** More literals first; then what the request has everything for, and of those what needs most. */
        boolean betterThan(@Nullable Match other) {
            if (other == null || literals != other.literals) {
                return other == null || literals > other.literals;
            }
            return complete != other.complete ? complete : complete ? needs > other.needs : needs < other.needs;
        }
    }

    Route(OperationModel operation) {
        this.operation = operation;
        String uri = operation.uri();
        int mark = uri.indexOf('?');
        this.segments = segments(mark < 0 ? uri : uri.substring(0, mark));
        if (mark >= 0) {
            for (String pair : uri.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        for (String need : operation.needs()) {
            String name = need.substring(2);
            if (need.startsWith("q:")) {
                neededParameters.add(name);
            } else {
                neededHeaders.add(name.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static List<Segment> segments(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{")) {
                boolean greedy = part.endsWith("+}");
                segments.add(new Segment(part.substring(1, part.length() - (greedy ? 2 : 1)), true, greedy));
            } else if (!part.isEmpty()) {
                segments.add(new Segment(part, false, false));
            }
        }
        return List.copyOf(segments);
    }

    /** The names of a pattern's labels, in order. */
    static List<String> labels(String uri) {
        int mark = uri.indexOf('?');
        return segments(mark < 0 ? uri : uri.substring(0, mark)).stream()
                .filter(Segment::label)
                .map(Segment::text)
                .toList();
    }

    /** How this request fits, or null if it does not. */
    @Nullable
    Match match(List<String> path, Map<String, List<String>> parameters, RequestHead head) {
        Map<String, String> labels = new HashMap<>();
        if (!matchPath(path, labels)) {
            return null;
        }
        for (var literal : query.entrySet()) {
            List<String> values = parameters.get(literal.getKey());
            if (values == null || (!literal.getValue().isEmpty() && !values.contains(literal.getValue()))) {
                return null;
            }
        }
        boolean complete = parameters.keySet().containsAll(neededParameters)
                && neededHeaders.stream().allMatch(name -> head.first(name) != null);
        int literals =
                (int) segments.stream().filter(segment -> !segment.label()).count();
        return new Match(
                operation,
                labels,
                literals * 100 + query.size(),
                complete,
                neededParameters.size() + neededHeaders.size());
    }

    private boolean matchPath(List<String> path, Map<String, String> labels) {
        int at = 0;
        for (Segment segment : segments) {
            if (at >= path.size()) {
                return false;
            }
            String value = segment.greedy() ? String.join("/", path.subList(at, path.size())) : path.get(at);
            at = segment.greedy() ? path.size() : at + 1;
            if (segment.label() ? value.isEmpty() : !segment.text().equals(value)) {
                return false;
            }
            if (segment.label()) {
                labels.put(segment.text(), value);
            }
        }
        // One trailing slash more than the pattern has is not another resource.
        return at == path.size() || (at == path.size() - 1 && path.get(at).isEmpty());
    }
}
