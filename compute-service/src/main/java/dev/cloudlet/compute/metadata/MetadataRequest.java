package dev.cloudlet.compute.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 request; the metadata service has no use for bodies.
 *
 * @param headers by their names in lower case; of a repeated one the first
 */
record MetadataRequest(String method, String path, Map<String, String> headers, boolean keepAlive) {
    private static final int MOST_HEAD = 16 << 10;
    private static final int MOST_BODY = 4 << 10;
    private static final int MOST_HEADERS = 64;

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /**
     * Reads the next request of a connection.
     *
     * @return empty at the end of the connection
     * @throws BadRequest when it is none, or larger than anybody needs
     */
    static Optional<MetadataRequest> read(InputStream in) throws IOException, BadRequest {
        int[] room = {MOST_HEAD};
        String first = line(in, room);
        if (first == null) {
            return Optional.empty();
        }
        String[] words = first.split(" ", -1);
        if (words.length != 3 || !words[1].startsWith("/") || !words[2].startsWith("HTTP/1.")) {
            throw new BadRequest();
        }
        Map<String, String> headers = headers(in, room);
        skipBody(in, headers);
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive = words[2].equals("HTTP/1.1") ? !connection.equals("close") : connection.equals("keep-alive");
        int query = words[1].indexOf('?');
        String path = query < 0 ? words[1] : words[1].substring(0, query);
        return Optional.of(new MetadataRequest(words[0], path, headers, keepAlive));
    }

    private static Map<String, String> headers(InputStream in, int[] room) throws IOException, BadRequest {
        Map<String, String> headers = new HashMap<>();
        while (true) {
            String line = line(in, room);
            if (line == null || headers.size() > MOST_HEADERS) {
                throw new BadRequest();
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BadRequest();
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private static void skipBody(InputStream in, Map<String, String> headers) throws IOException, BadRequest {
        String length = headers.getOrDefault("content-length", "0");
        if (headers.containsKey("transfer-encoding") || !length.matches("\\d{1,5}")) {
            throw new BadRequest();
        }
        int bytes = Integer.parseInt(length);
        if (bytes > MOST_BODY || in.readNBytes(bytes).length < bytes) {
            throw new BadRequest();
        }
    }

    private static @Nullable String line(InputStream in, int[] room) throws IOException, BadRequest {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new BadRequest();
            }
            if (--room[0] < 0) {
                throw new BadRequest();
            }
            if (next == '\n') {
                int end = line.length() - 1;
                if (end >= 0 && line.charAt(end) == '\r') {
                    line.setLength(end);
                }
                return line.toString();
            }
            line.append((char) next);
        }
    }

    /** It is no HTTP request, or too large. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
