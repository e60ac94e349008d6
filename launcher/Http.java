import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One request, for machines without curl: prints the body, then the status on a line of its own. */
class Http {
    public static void main(String[] args) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[1]))
                .timeout(Duration.ofSeconds(60))
                .method(args[0], HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.print(response.body() + "\n" + response.statusCode());
        } catch (IOException e) {
            System.out.print("\n000");
        }
    }
}
