package dev.cloudlet.sandbox.linux;

import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the host has routes to. */
public final class HostRoutes {
    private static final Path ROUTES = Path.of("/proc/net/route");
    private static final int DESTINATION = 1;
    private static final int MASK = 7;

    private HostRoutes() {}

    /** The blocks of its main routing table, but for the default route. */
    public static List<Cidr> read() throws IOException {
        return Files.readAllLines(ROUTES).stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .map(fields -> new Cidr(number(fields[DESTINATION]), Integer.bitCount(number(fields[MASK]))))
                .filter(block -> block.prefix() > 0)
                .toList();
    }

    // Four octets as this processor reads a number.
    private static int number(String hexadecimal) {
        int read = Integer.parseUnsignedInt(hexadecimal, 16);
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(read) : read;
    }
}
