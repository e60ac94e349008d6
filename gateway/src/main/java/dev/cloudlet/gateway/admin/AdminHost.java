package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.app.CloudletSettings;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Whether a request names the cloud itself as its host. A bucket or a load balancer with a host name of its own may have
 * something at {@code /_cloudlet/} too; and a page in a browser that was made to resolve its own name to this machine names
 * that name.
 */
@Component
final class AdminHost {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final String endpointHost;

    AdminHost(CloudletSettings settings) {
        String host = settings.endpoint().getHost();
        this.endpointHost = host == null ? "localhost" : host.toLowerCase(Locale.ROOT);
    }

    boolean isNamedBy(HttpHeaders headers) {
        InetSocketAddress host = headers.getHost();
        if (host == null) {
            return false;
        }
        String name = host.getHostString().toLowerCase(Locale.ROOT);
        return name.equals(endpointHost)
                || (name.indexOf('.') < 0 && name.indexOf(':') < 0)
                || ADDRESS.matcher(name).matches();
    }
}
