package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.oci.MachineRecord.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Images as stacks of layer directories. Each layer holds one directory per tree it changes; a layer that no image and no
 * machine names any more is deleted.
 */
final class LayeredImages implements Images {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int LAYERS_AT_MOST = 24;

    private final JsonMapper json = JsonMapper.builder().build();
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<String, Manifest> known = new ConcurrentSkipListMap<>();
    private final Path images;
    private final Path layers;
    private final String userland;
    private final Entries machines;
    private final DiskCopies disks;

    /** What is kept of an image: its layers, the lowest first; the first of all is the userland. */
    private record Manifest(String id, List<String> layers, long bytes) {
        Image image() {
            return new Image(id, bytes, layers.size());
        }
    }

    LayeredImages(Path stateDirectory, List<Path> hidden, Entries machines, DiskCopies disks) throws IOException {
        this.images = Files.createDirectories(stateDirectory.resolve("images"));
        this.layers = Files.createDirectories(stateDirectory.resolve("layers"));
        this.machines = machines;
        this.disks = disks;
        this.userland = HostUserland.ensure(layers, hidden);
        try (var files = Files.newDirectoryStream(images, "*.json")) {
            for (Path file : files) {
                Manifest manifest = json.readValue(file.toFile(), Manifest.class);
                known.put(manifest.id(), manifest);
            }
        }
    }

    /**
     * Gives the trees of an image to a machine. The machine must have taken note of them when {@code taken} returns: what
     * nobody names by then may be deleted.
     */
    void take(String image, Consumer<List<Tree>> taken) {
        changing.lock();
        try {
            taken.accept(trees(stack(image)));
        } finally {
            changing.unlock();
        }
    }

    private List<String> stack(String image) {
        if (image.equals(HOST_USERLAND)) {
            return List.of(userland);
        }
        Manifest manifest = known.get(image);
        if (manifest == null) {
            throw new SandboxException(Reason.NOT_FOUND, "no image " + image);
        }
        return manifest.layers();
    }

    private List<Tree> trees(List<String> stack) {
        var all = new ArrayList<Tree>();
        Stream.concat(Stream.of(Tree.ROOT), HostUserland.hostTrees().stream()).forEach(tree -> {
            var lowers = new ArrayList<String>();
            for (String layer : stack.reversed()) {
                Path part = layers.resolve(layer).resolve(tree);
                if (Files.isDirectory(part)) {
                    lowers.add(part.toString());
                }
            }
            if (!tree.equals(Tree.ROOT)) {
                lowers.add("/" + tree);
            }
            all.add(new Tree(tree, lowers));
        });
        return all;
    }

    @Override
    public Image create(String image, String machine) {
        if (!ID.matcher(image).matches()) {
            throw new SandboxException(Reason.INVALID, "not an image id: " + image);
        }
        requireFree(image);
        String layer = "layer-" + UUID.randomUUID().toString().substring(0, 13);
        Path fresh = layers.resolve("." + layer);
        try {
            List<Tree> below = disks.copy(machine, fresh);
            changing.lock();
            try {
                requireFree(image);
                var stack = new ArrayList<>(layersOf(below).reversed());
                stack.add(layer);
                if (stack.size() > LAYERS_AT_MOST) {
                    throw new SandboxException(
                            Reason.FAILED,
                            "an image of " + machine + " would have more than " + LAYERS_AT_MOST + " layers");
                }
                Files.move(fresh, layers.resolve(layer), StandardCopyOption.ATOMIC_MOVE);
                var manifest = new Manifest(image, stack, Trees.size(layers.resolve(layer)));
                Path written = Files.write(images.resolve(image + ".new"), json.writeValueAsBytes(manifest));
                Files.move(written, file(image), StandardCopyOption.ATOMIC_MOVE);
                known.put(image, manifest);
                return manifest.image();
            } finally {
                changing.unlock();
                Trees.delete(fresh);
            }
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "cannot make the image " + image + ": " + e.getMessage(), e);
        }
    }

    private void requireFree(String image) {
        if (image.equals(HOST_USERLAND) || known.containsKey(image)) {
            throw new SandboxException(Reason.ALREADY_EXISTS, "there is an image " + image);
        }
    }

    // The layers below a machine, the topmost first: the root tree has a part of every one.
    private List<String> layersOf(List<Tree> trees) {
        return trees.stream()
                .filter(tree -> tree.name().equals(Tree.ROOT))
                .flatMap(tree -> tree.lowers().stream())
                .map(Path::of)
                .filter(path -> path.startsWith(layers))
                .map(path -> layers.relativize(path).getName(0).toString())
                .toList();
    }

    private Path file(String image) {
        return images.resolve(image + ".json");
    }

    @Override
    public Optional<Image> find(String image) {
        return list().stream().filter(each -> each.id().equals(image)).findFirst();
    }

    @Override
    public List<Image> list() {
        return Stream.concat(
                        Stream.of(new Image(HOST_USERLAND, 0, 1)),
                        known.values().stream().map(Manifest::image))
                .toList();
    }

    @Override
    public void delete(String image) {
        if (image.equals(HOST_USERLAND)) {
            throw new SandboxException(Reason.INVALID, "the built-in image cannot be deleted");
        }
        try {
            changing.lock();
            try {
                known.remove(image);
                Files.deleteIfExists(file(image));
            } finally {
                changing.unlock();
            }
            collect();
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "cannot delete the image " + image + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the layers that nobody names. */
    void collect() throws IOException {
        changing.lock();
        try {
            var used = new HashSet<String>();
            used.add(userland);
            known.values().forEach(manifest -> used.addAll(manifest.layers()));
            machines.records().forEach(machine -> used.addAll(layersOf(machine.trees())));
            try (var all = Files.newDirectoryStream(layers, "[a-z]*")) {
                for (Path layer : all) {
                    if (!used.contains(String.valueOf(layer.getFileName()))) {
                        Trees.delete(layer);
                    }
                }
            }
        } finally {
            changing.unlock();
        }
    }
}
