package dev.cloudlet.compute.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks bundles of strangers; an archive that unpacks to more than anybody deploys is refused. */
final class Archives {
    private static final long MOST_BYTES = 4L << 30;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_LINK = 4096;

    private final Path target;
    private final Unpacked unpacked;

    Archives(Path target) {
        this(target, MOST_BYTES, MOST_ENTRIES);
    }

    Archives(Path target, long mostBytes, int mostEntries) {
        this.target = target;
        this.unpacked = new Unpacked(target, mostBytes, mostEntries);
    }

    /**
     * Unpacks, and tells where the revision is: in the target, or in the only directory there, if that holds the AppSpec file.
     *
     * @param type zip, tar or tgz
     * @throws HostFailure for an archive that is broken, or not to be trusted
     */
    Path unpack(Path archive, String type) {
        try {
            switch (type) {
                case "zip" -> zip(archive);
                case "tar" -> {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
                        tar(in);
                    }
                }
                case "tgz" -> {
                    try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
                        tar(in);
                    }
                }
                default -> throw HostFailure.of("Bundles of the type " + type + " cannot be unpacked: zip, tar or tgz");
            }
            unpacked.finish();
            return revision();
        } catch (IOException e) {
            throw HostFailure.of("The bundle cannot be unpacked: " + unpacked.words(e));
        } catch (IllegalArgumentException e) {
            throw HostFailure.of("The bundle cannot be unpacked: " + e.getMessage());
        }
    }

    private void zip(Path archive) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                ZipArchiveEntry entry = all.nextElement();
                if (entry.isDirectory()) {
                    unpacked.directory(entry.getName());
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.isUnixSymlink()) {
                        unpacked.symbolicLink(entry.getName(), link(entry, in));
                    } else {
                        unpacked.file(entry.getName(), in, entry.getUnixMode());
                    }
                }
            }
        }
    }

    private static String link(ZipArchiveEntry entry, InputStream in) throws IOException {
        byte[] link = in.readNBytes(MOST_LINK);
        if (link.length == 0 || link.length == MOST_LINK) {
            throw HostFailure.of("The bundle holds '" + entry.getName() + "', a link that leads nowhere");
        }
        return new String(link, StandardCharsets.UTF_8);
    }

    private void tar(InputStream bytes) throws IOException {
        TarHeaders headers = new TarHeaders(bytes);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(headers)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (entry.isDirectory()) {
                    unpacked.directory(name);
                } else if (entry.isSymbolicLink()) {
                    unpacked.symbolicLink(name, entry.getLinkName());
                } else if (entry.isLink()) {
                    unpacked.hardLink(name, entry.getLinkName());
                } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
                    throw HostFailure.of("The bundle holds '" + name + "', which is neither a file nor a directory");
                } else {
                    headers.end();
                    unpacked.file(name, tar, entry.getMode());
                }
                headers.begin();
            }
        }
    }

    // As the genuine agent does for archives that have everything in one directory.
    private Path revision() throws IOException {
        List<Path> top = names(target);
        if (top.size() != 1 || !Files.isDirectory(top.getFirst(), LinkOption.NOFOLLOW_LINKS)) {
            return target;
        }
        return names(top.getFirst()).stream().anyMatch(each -> each.getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains("appspec"))
                ? top.getFirst()
                : target;
    }

    private static List<Path> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}
