package dev.cloudlet.compute.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The name servers that the host itself asks, as {@code /etc/resolv.conf} names them now: it changes with the network. */
record HostResolvers(Path file) implements Supplier<List<InetSocketAddress>> {
    private static final int PORT = 53;

    /** More the host would not ask either. */
    private static final int MOST = 3;

    private static final long MOST_BYTES = 64 << 10;

    @Override
    public List<InetSocketAddress> get() {
        try {
            if (!Files.isReadable(file) || Files.size(file) > MOST_BYTES) {
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.lines().flatMap(HostResolvers::server).limit(MOST).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<InetSocketAddress> server(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2 || !words[0].equals("nameserver")) {
            return Stream.of();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(words[1]), PORT)).stream();
        } catch (IllegalArgumentException notAnAddress) {
            return Stream.of();
        }
    }
}
