package dev.cloudlet.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** Who owns files, by name. */
final class FileOwners {
    private FileOwners() {}

    static GroupPrincipal group(String name) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
    }

    /** Makes the user own everything below, unless the root of it is already theirs. */
    static void give(Path tree, String user) throws IOException {
        UserPrincipal owner =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
        if (Files.getOwner(tree).equals(owner)) {
            return;
        }
        List<Path> all;
        try (var walk = Files.walk(tree)) {
            all = walk.toList();
        }
        // The root comes last: it tells that the rest is done.
        for (Path each : all.reversed()) {
            Files.setOwner(each, owner);
        }
    }
}
