package dev.cloudlet.e2e.compute;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses under which this host can be reached. */
final class HostAddresses {
    private HostAddresses() {}

    static List<String> all() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
    }
}
