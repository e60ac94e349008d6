package dev.cloudlet.kit.inprocess;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.core.publisher.Mono;

/**
 * The services that live in this JVM, by name. A bean only where several of them share the process; a service that is
 * not in here is reached over the network. Safe for use by many threads.
 */
public final class InProcessServices {
    private final Set<String> expected;
    private final Map<String, CompletableFuture<HttpHandler>> handlers = new ConcurrentHashMap<>();
    private final Map<String, InternalHandler> internal = new ConcurrentHashMap<>();
    private final Map<String, ServiceState> states = new ConcurrentHashMap<>();

    /**
     * Makes an empty directory.
     *
     * @param expected the services that are going to start in this JVM: {@link #await} waits for these
     */
    public InProcessServices(Set<String> expected) {
        this.expected = Set.copyOf(expected);
        expected.forEach(name -> states.put(name, new ServiceState.Starting()));
    }

    /** The names of all services that belong in this JVM, started or not. */
    public Set<String> expected() {
        return new TreeSet<>(expected);
    }

    /** Whether the service belongs in this JVM, started or not. */
    public boolean hosts(String service) {
        return expected.contains(service);
    }

    /** The service's handler, or null while it is not serving. */
    public @Nullable HttpHandler find(String service) {
        CompletableFuture<HttpHandler> handler = handlers.get(service);
        return handler == null ? null : handler.getNow(null);
    }

    /**
     * The service's handler as soon as it serves.
     *
     * @param limit how long to wait; the result ends with a {@code TimeoutException} after that
     */
    public Mono<HttpHandler> await(String service, Duration limit) {
        return Mono.fromFuture(slot(service), true).timeout(limit);
    }

    /** Puts a service that now serves where others find it. */
    public void add(String service, HttpHandler handler) {
        handlers.compute(service, (name, slot) -> {
            if (slot != null && slot.complete(handler)) {
                return slot;
            }
            return CompletableFuture.completedFuture(handler);
        });
    }

    /** Takes out a service that is going to stop, unless another one has taken its place. */
    public void remove(String service, HttpHandler handler) {
        handlers.computeIfPresent(service, (name, slot) -> slot.getNow(null) == handler ? null : slot);
    }

    /** Puts the handler for calls between services where {@link #findInternal} finds it. */
    public void addInternal(String service, InternalHandler handler) {
        internal.put(service, handler);
    }

    /** The handler of a service's internal calls, or null while there is none. */
    public @Nullable InternalHandler findInternal(String service) {
        return internal.get(service);
    }

    /** Takes out the handler of a service's internal calls. */
    public void removeInternal(String service, InternalHandler handler) {
        internal.remove(service, handler);
    }

    /** Tells how the service is; {@link ServiceState.Starting} until somebody says otherwise. */
    public ServiceState state(String service) {
        return states.getOrDefault(service, new ServiceState.Starting());
    }

    /** Records how a service is. */
    public void state(String service, ServiceState state) {
        states.put(service, state);
    }

    private CompletableFuture<HttpHandler> slot(String service) {
        return handlers.computeIfAbsent(service, name -> new CompletableFuture<>());
    }
}
