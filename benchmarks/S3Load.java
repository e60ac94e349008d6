import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A load client for S3 that costs little itself: plain sockets, signed by Signature Version 4 with unsigned payloads.
 *
 * <pre>java S3Load.java PORT (put|get|list|fill|bucket) BUCKET SIZE CLIENTS SECONDS|COUNT [KEY-PREFIX or QUERY]</pre>
 *
 * put and get work for so many seconds on keys PREFIX0 to PREFIX999 (large ones: to PREFIX7); fill puts COUNT objects; list
 * asks for the listing of the query. Prints requests a second, MiB a second, and the median and 99th percentile in ms.
 */
class S3Load {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ACCESS_KEY = System.getenv().getOrDefault("AWS_ACCESS_KEY_ID", "test");
    private static final String SECRET = System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", "test");
    private static final Map<String, byte[]> SIGNING_KEYS = new ConcurrentHashMap<>();

    private final int port;
    private final String what;
    private final String bucket;
    private final int size;
    private final String tail;
    private final byte[] body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();

    S3Load(String[] args) {
        port = Integer.parseInt(args[0]);
        what = args[1];
        bucket = args[2];
        size = Integer.parseInt(args[3]);
        tail = args.length > 6 ? args[6] : "";
        body = new byte[what.equals("put") || what.equals("fill") ? size : 0];
        new java.util.Random(1).nextBytes(body);
    }

    public static void main(String[] args) throws Exception {
        new S3Load(args).run(Integer.parseInt(args[4]), Integer.parseInt(args[5]));
    }

    void run(int clients, int much) throws Exception {
        boolean counted = what.equals("fill") || what.equals("bucket");
        int count = counted ? (what.equals("bucket") ? 1 : much) : Integer.MAX_VALUE;
        long begun = System.nanoTime();
        long end = counted ? Long.MAX_VALUE : begun + much * 1_000_000_000L;
        List<Future<List<Long>>> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> client(count, end)));
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Long> took = new ArrayList<>();
        for (var each : all) {
            took.addAll(each.get());
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s %s: %.0f/s, %.0f MiB/s, median %.2f ms, p99 %.2f ms, %d failed%n",
                what,
                size == 0 ? tail : size + " bytes",
                sorted.length / seconds,
                sorted.length * (double) size / seconds / (1 << 20),
                sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1e6,
                sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)] / 1e6,
                failed.get());
    }

    private List<Long> client(int count, long end) throws Exception {
        List<Long> took = new ArrayList<>();
        byte[] sink = new byte[256 << 10];
        Connection connection = null;
        while (System.nanoTime() < end) {
            int i = next.getAndIncrement();
            if (i >= count) {
                break;
            }
            long start = System.nanoTime();
            try {
                if (connection == null) {
                    connection = new Connection(port);
                }
                int status = request(connection, i, sink);
                if (status / 100 != 2) {
                    failed.incrementAndGet();
                } else {
                    took.add(System.nanoTime() - start);
                }
            } catch (IOException e) {
                failed.incrementAndGet();
                connection = null;
            }
        }
        return took;
    }

    private int request(Connection connection, int i, byte[] sink) throws Exception {
        int keys = size > 1 << 20 ? 8 : 1000;
        return switch (what) {
            case "put" -> connection.send("PUT", "/" + bucket + "/" + tail + i % keys, "", body, sink);
            case "get" -> connection.send("GET", "/" + bucket + "/" + tail + i % keys, "", body, sink);
            case "fill" -> connection.send("PUT", "/" + bucket + "/" + String.format(tail, i / 1000, i % 1000), "", body, sink);
            case "bucket" -> connection.send("PUT", "/" + bucket, "", body, sink);
            case "list" -> connection.send("GET", "/" + bucket, tail, body, sink);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static final class Connection {
        private final InputStream in;
        private final OutputStream out;
        private final String host;

        Connection(int port) throws IOException {
            Socket socket = new Socket("localhost", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
            out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
            host = "localhost:" + port;
        }

        int send(String method, String path, String query, byte[] body, byte[] sink) throws Exception {
            String time = TIME.format(Instant.now());
            String day = time.substring(0, 8);
            String scope = day + "/us-east-1/s3/aws4_request";
            String signed = "host;x-amz-content-sha256;x-amz-date";
            String canonical = method + "\n" + path + "\n" + sortedQuery(query) + "\nhost:" + host
                    + "\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:" + time + "\n\n" + signed + "\nUNSIGNED-PAYLOAD";
            String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                    + hex(MessageDigest.getInstance("SHA-256").digest(bytes(canonical)));
            String head = method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\nHost: " + host
                    + "\r\nx-amz-date: " + time + "\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\nContent-Length: " + body.length
                    + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/" + scope + ", SignedHeaders=" + signed
                    + ", Signature=" + hex(hmac(signingKey(day), toSign)) + "\r\n\r\n";
            out.write(bytes(head));
            out.write(body);
            out.flush();
            return answer(sink);
        }

        private int answer(byte[] sink) throws IOException {
            int status = Integer.parseInt(line().split(" ")[1]);
            long length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            if (chunked) {
                for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
                    skip(chunk, sink);
                    line();
                }
                line();
            } else {
                skip(length, sink);
            }
            return status;
        }

        private long chunk() throws IOException {
            return Long.parseLong(line().strip(), 16);
        }

        private void skip(long length, byte[] sink) throws IOException {
            for (long left = length; left > 0; ) {
                int read = in.read(sink, 0, (int) Math.min(left, sink.length));
                if (read < 0) {
                    throw new IOException("the answer is too short");
                }
                left -= read;
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    private static String sortedQuery(String query) {
        Map<String, String> sorted = new TreeMap<>();
        if (!query.isEmpty()) {
            Arrays.stream(query.split("&")).forEach(p -> sorted.put(p.split("=", -1)[0], p.contains("=") ? p : p + "="));
        }
        return String.join("&", sorted.values());
    }

    private static byte[] signingKey(String day) {
        return SIGNING_KEYS.computeIfAbsent(
                day, d -> hmac(hmac(hmac(hmac(bytes("AWS4" + SECRET), d), "us-east-1"), "s3"), "aws4_request"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
