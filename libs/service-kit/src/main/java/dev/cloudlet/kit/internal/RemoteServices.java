package dev.cloudlet.kit.internal;

import dev.cloudlet.protocol.CommonError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** Services in other processes, found through the registry. Each call carries the cluster's shared token. */
public final class RemoteServices {
    static final String PATH = "/_cloudlet/internal/";
    static final String TOKEN_HEADER = "x-cloudlet-internal-token";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final @Nullable DiscoveryClient discovery;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    public RemoteServices(@Nullable DiscoveryClient discovery, String token) {
        this.discovery = discovery;
        this.token = token;
    }

    byte[] post(String service, String operation, byte[] body) {
        List<ServiceInstance> instances = new ArrayList<>(instances(service));
        Collections.shuffle(instances);
        IOException last = null;
        for (ServiceInstance instance : instances) {
            try {
                return send(instance, operation, body);
            } catch (IOException e) {
                last = e;
            }
        }
        throw CommonError.SERVICE_UNAVAILABLE.of(
                "%s cannot be reached%s", service, last == null ? "" : ": " + last.getMessage());
    }

    void postToAll(String service, String operation, byte[] body, Consumer<IOException> unreachable) {
        for (ServiceInstance instance : instances(service)) {
            try {
                send(instance, operation, body);
            } catch (IOException e) {
                unreachable.accept(e);
            }
        }
    }

    private List<ServiceInstance> instances(String service) {
        return discovery == null ? List.of() : discovery.getInstances(service);
    }

    private byte[] send(ServiceInstance instance, String operation, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.getUri() + PATH + operation))
                .timeout(TIMEOUT)
                .header(TOKEN_HEADER, token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
