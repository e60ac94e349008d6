package dev.cloudlet.kit.inprocess;

import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * A service's web server without a port: its handler is put where the gateway finds it. When it starts and stops is
 * Spring Boot's decision, as with any other server.
 */
public final class InProcessWebServerFactory implements ReactiveWebServerFactory {
    private final InProcessServices services;
    private final String name;

    /** Makes the factory for the service of this name. */
    public InProcessWebServerFactory(InProcessServices services, String name) {
        this.services = services;
        this.name = name;
    }

    @Override
    public WebServer getWebServer(HttpHandler handler) {
        return new WebServer() {
            @Override
            public void start() {
                services.add(name, handler);
            }

            @Override
            public void stop() {
                services.remove(name, handler);
            }

            @Override
            public void shutDownGracefully(GracefulShutdownCallback callback) {
                services.remove(name, handler);
                callback.shutdownComplete(GracefulShutdownResult.IDLE);
            }

            @Override
            public int getPort() {
                return -1;
            }
        };
    }
}
