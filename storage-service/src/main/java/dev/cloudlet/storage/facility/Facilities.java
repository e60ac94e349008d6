package dev.cloudlet.storage.facility;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The places where copies of files are kept. Which of them have a blob is seen by looking, so they may be reordered, and a lost
 * one replaced by an empty one.
 */
final class Facilities implements AutoCloseable {
    private final List<Facility> all;

    Facilities(List<Facility> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("objects need at least one directory");
        }
        this.all = List.copyOf(all);
    }

    static Facilities in(List<Path> roots) {
        return new Facilities(roots.stream().map(Facility::new).toList());
    }

    List<Facility> all() {
        return all;
    }

    /** Those for a new blob of so many copies, each blob's beginning with another. */
    List<Facility> choose(UUID blob, int copies) {
        List<Facility> order = new ArrayList<>(all);
        Collections.rotate(order, (int) Math.floorMod(blob.getLeastSignificantBits(), (long) all.size()));
        return order.subList(0, Math.clamp(copies, 1, all.size()));
    }

    /** Where copies of a blob are. */
    List<Path> copies(UUID blob) {
        return all.stream()
                .map(facility -> facility.file(blob))
                .filter(Files::exists)
                .toList();
    }

    @Override
    public void close() {
        all.forEach(Facility::close);
    }
}
