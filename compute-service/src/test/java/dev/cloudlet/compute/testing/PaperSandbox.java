package dev.cloudlet.compute.testing;

import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.network.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Machines and networks of paper, and images that are names. */
record PaperSandbox(Machines machines, Networks networks, Images images) implements Sandbox {
    PaperSandbox(Machines machines, Networks networks) {
        this(machines, networks, new PaperImages());
    }

    @Override
    public void close() {}

    private static final class PaperImages implements Images {
        private final Map<String, Image> images = new TreeMap<>();

        @Override
        public Image create(String image, String machine) {
            return images.computeIfAbsent(image, id -> new Image(id, 1, 1));
        }

        @Override
        public Optional<Image> find(String image) {
            return Optional.ofNullable(images.get(image));
        }

        @Override
        public List<Image> list() {
            return List.copyOf(images.values());
        }

        @Override
        public void delete(String image) {
            images.remove(image);
        }
    }
}
