package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whole directory trees of the host. */
final class Trees {
    private static final Duration BOUND = Duration.ofMinutes(10);

    private Trees() {}

    /** Deletes a tree, links as links; nothing happens when there is none. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        // A mount point below would be deleted through; rm stops at other filesystems when told.
        Command.run(BOUND, List.of("rm", "-rf", "--one-file-system", "--", tree.toString()));
    }

    /** Copies a tree with all that an overlay keeps in it: owners, deleted-markers, extended attributes. */
    static void copy(Path source, Path target) {
        Command.run(BOUND, List.of("cp", "-a", "--reflink=auto", "--", source.toString(), target.toString()));
    }

    /** The disk space of a tree in bytes. */
    static long size(Path tree) {
        String said = Command.run(BOUND, List.of("du", "-s", "-B1", "--", tree.toString()));
        return Long.parseLong(said.substring(0, said.indexOf('\t')));
    }
}
