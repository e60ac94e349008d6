package dev.cloudlet.build.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A source as somebody has packed it: nothing in it is believed. Links are made when everything else is there, so that nothing is
 * ever written through one; where they lead is only of interest inside the machine, which the directory is copied to link by link.
 */
final class SourceArchive {
    private static final int LONGEST_LINK = 4096;

    private final Path into;
    private final Map<Path, Path> links = new LinkedHashMap<>();
    private long room = SourceDownload.MOST_BYTES;

    private SourceArchive(Path into) {
        this.into = into;
    }

    /**
     * @param into an empty directory
     * @throws BuildFailure if it is no archive, has entries that lead out of it, or is too large
     */
    static void unpack(Path archive, Path into) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            new SourceArchive(into).unpack(zip);
        } catch (ZipException e) {
            throw new BuildFailure("CLIENT_ERROR", "the source is not a valid zip archive: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            throw new BuildFailure(
                    "CLIENT_ERROR", "the source archive has two entries for " + into.relativize(Path.of(e.getFile())));
        }
    }

    private void unpack(ZipFile zip) throws IOException {
        int entries = 0;
        for (var e = zip.getEntries(); e.hasMoreElements(); ) {
            ZipArchiveEntry entry = e.nextElement();
            Path target = SourceDownload.within(into, entry.getName());
            if (++entries > SourceDownload.MOST_FILES) {
                throw new BuildFailure(
                        "CLIENT_ERROR", "the source has more than " + SourceDownload.MOST_FILES + " files");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                if (entry.isUnixSymlink()) {
                    links.put(target, link(zip, entry));
                } else {
                    copy(zip, entry, target);
                }
            }
        }
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Files.createSymbolicLink(link.getKey(), link.getValue());
        }
    }

    private static Path link(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(LONGEST_LINK + 1);
            if (text.length == 0 || text.length > LONGEST_LINK) {
                throw illegal(entry);
            }
            return Path.of(new String(text, StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
            throw illegal(entry);
        }
    }

    private static BuildFailure illegal(ZipArchiveEntry entry) {
        return new BuildFailure("CLIENT_ERROR", "the source archive has an illegal link: " + entry.getName());
    }

    private void copy(ZipFile zip, ZipArchiveEntry entry, Path target) throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                room -= n;
                if (room < 0) {
                    throw new BuildFailure(
                            "CLIENT_ERROR", "the source unpacks to more than " + SourceDownload.MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        boolean executable = (entry.getUnixMode() & 0111) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
