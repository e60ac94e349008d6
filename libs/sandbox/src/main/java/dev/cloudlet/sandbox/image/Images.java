package dev.cloudlet.sandbox.image;

import java.util.List;
import java.util.Optional;

/** What machines start from. Images are stacks of read-only layers; a machine adds one of its own. */
public interface Images {
    /** The built-in image: the host's programs and libraries with a generated {@code /etc} and none of its secrets. */
    String HOST_USERLAND = "host-userland";

    /**
     * An image.
     *
     * @param id its id
     * @param bytes disk space of its own layers, what it shares with its base not counted
     * @param layers how many layers it has
     */
    record Image(String id, long bytes, int layers) {}

    /**
     * Makes an image of a machine's disk as it is: a running machine is frozen while its newest layer is copied.
     *
     * @param image the new id: 1 to 64 of a-z, 0-9, hyphen, starting with a letter
     * @param machine the machine's id
     */
    Image create(String image, String machine);

    /** The image; empty when there is none. */
    Optional<Image> find(String image);

    /** All images, the built-in one first. */
    List<Image> list();

    /** Forgets an image. Machines launched from it go on; its layers go when the last of them is terminated. */
    void delete(String image);
}
