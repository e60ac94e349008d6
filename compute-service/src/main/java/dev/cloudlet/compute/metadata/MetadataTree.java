package dev.cloudlet.compute.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Values at paths, with listings of what is below each, as the metadata service shows them. */
final class MetadataTree {
    private final TreeMap<String, Supplier<byte[]>> leaves = new TreeMap<>();
    private final TreeMap<String, String> listings = new TreeMap<>();

    /** Adds a value. */
    MetadataTree put(String path, String value) {
        leaves.put(path, () -> value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a value that is worked out when somebody asks for it. */
    MetadataTree put(String path, Supplier<byte[]> value) {
        leaves.put(path, value);
        return this;
    }

    /** Says what a directory lists, where that is not the names below it. */
    MetadataTree list(String directory, String listing) {
        listings.put(directory, listing);
        return this;
    }

    /** The value at a path, or what is below it: with a slash at its end or without. */
    Optional<byte[]> find(String path) {
        Supplier<byte[]> leaf = leaves.get(path);
        if (leaf != null) {
            return Optional.of(leaf.get());
        }
        String directory = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        String listing = listings.get(directory);
        if (listing != null) {
            return Optional.of(listing.getBytes(StandardCharsets.UTF_8));
        }
        String names = leaves.tailMap(directory, false).keySet().stream()
                .takeWhile(each -> each.startsWith(directory))
                .map(each -> each.substring(directory.length()))
                .map(each -> each.indexOf('/') < 0 ? each : each.substring(0, each.indexOf('/') + 1))
                .distinct()
                .collect(Collectors.joining("\n"));
        return names.isEmpty() ? Optional.empty() : Optional.of(names.getBytes(StandardCharsets.UTF_8));
    }
}
