package hello;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A small web application: says which version it is and which instance answered, and can be made to work hard. */
public final class App {
    private static final String METADATA = "http://169.254.169.254/latest/";

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        String version = Files.readString(Path.of(args[1])).strip();
        String instance = metadata("meta-data/instance-id");
        String zone = metadata("meta-data/placement/availability-zone");
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 128);
        server.createContext("/", exchange -> answer(exchange, 200, page(version, instance, zone)));
        server.createContext("/health", exchange -> {
            boolean healthy = !version.contains("broken");
            answer(exchange, healthy ? 200 : 500, healthy ? "ok " + version : "this version does not work");
        });
        server.createContext("/work", exchange -> answer(exchange, 200, work(exchange.getRequestURI())));
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.start();
        System.out.println("version " + version + " on " + instance + " listens on " + port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
    }

    private static String page(String version, String instance, String zone) {
        return """
                <!doctype html><title>Hello</title>
                <h1>Hello from %s</h1>
                <p>instance %s in %s</p>
                """
                .formatted(version, instance, zone);
    }

    /** Keeps a core busy: /work?ms=200. */
    private static String work(URI uri) {
        String query = uri.getQuery() == null ? "ms=100" : uri.getQuery();
        long ms = Math.min(5_000, Long.parseLong(query.substring(query.indexOf('=') + 1)));
        long end = System.nanoTime() + ms * 1_000_000;
        long primes = 0;
        for (long n = 2; System.nanoTime() < end; n++) {
            primes += isPrime(n) ? 1 : 0;
        }
        return primes + " primes found\n";
    }

    private static boolean isPrime(long n) {
        for (long d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "text/plain");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The instance metadata service, version 2: first a token, then the question. */
    private static String metadata(String path) {
        try {
            HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
            String token = http.send(
                            HttpRequest.newBuilder(URI.create(METADATA + "api/token"))
                                    .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return http.send(
                            HttpRequest.newBuilder(URI.create(METADATA + path))
                                    .header("X-aws-ec2-metadata-token", token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
