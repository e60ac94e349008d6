package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.oci.MachineRecord.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies of what machines have written, for images. */
record DiskCopies(Entries entries, OciRuntime runtime) {
    /** Copies what a machine has written into a new layer directory, and tells what it lies over. */
    List<Tree> copy(String id, Path layer) {
        return entries.locked(id, entry -> {
            boolean freeze = entry.latest().run().isPresent() && !entry.paused();
            if (freeze) {
                runtime.pause(id);
            }
            try {
                Files.createDirectory(layer);
                for (Tree tree : entry.latest().trees()) {
                    if (Files.isDirectory(entry.disk().upper(tree))) {
                        Trees.copy(entry.disk().upper(tree), layer.resolve(tree.name()));
                    }
                }
                return entry.latest().trees();
            } finally {
                if (freeze) {
                    runtime.resume(id);
                }
            }
        });
    }
}
