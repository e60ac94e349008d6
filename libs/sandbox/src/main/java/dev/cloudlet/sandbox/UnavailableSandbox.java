package dev.cloudlet.sandbox;

import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.network.Networks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/** The sandbox of a host that cannot run machines: says why to everything that would need one. */
final class UnavailableSandbox implements Sandbox {
    private final Machines machines;
    private final Networks networks;
    private final Images images;

    UnavailableSandbox(String reason) {
        var unavailable = new Availability.Unavailable(reason);
        // What only looks, or lets go, has an honest answer without a driver; all else is refused with the reason.
        InvocationHandler answer = (proxy, method, arguments) -> switch (method.getName()) {
            case "availability" -> unavailable;
            case "adopt", "list" -> List.of();
            case "reconcile" -> method.getReturnType() == void.class ? null : Set.of();
            case "vpcs" -> Set.of();
            case "close", "terminateAll" -> null;
            case "toString" -> "unavailable: " + reason;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw new SandboxException(SandboxException.Reason.UNAVAILABLE, reason);
        };
        machines = refusing(Machines.class, answer);
        networks = refusing(Networks.class, answer);
        images = refusing(Images.class, answer);
    }

    private static <T> T refusing(Class<T> type, InvocationHandler answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answer));
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public void close() {}
}
