package dev.cloudlet.compute.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes archives as strangers might, with whatever names and kinds of entries. */
final class BundleFiles {
    private static final int LINK = 0120777;

    private BundleFiles() {}

    /** What is put into an archive. */
    interface Entries<A> {
        void into(A archive) throws IOException;
    }

    static Path zip(Path directory, Entries<ZipArchiveOutputStream> entries) {
        Path file = directory.resolve("bundle.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            entries.into(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static Path tar(Path directory, Entries<TarArchiveOutputStream> entries) {
        Path file = directory.resolve("bundle.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            tar(out, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static Path tgz(Path directory, Entries<TarArchiveOutputStream> entries) {
        Path file = directory.resolve("bundle.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            tar(out, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void tar(OutputStream out, Entries<TarArchiveOutputStream> entries) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            entries.into(tar);
        }
    }

    static void file(ZipArchiveOutputStream zip, String name, String text, int mode) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (mode != 0) {
            entry.setUnixMode(mode);
        }
        zip.putArchiveEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    static void link(ZipArchiveOutputStream zip, String name, String to) throws IOException {
        file(zip, name, to, LINK);
    }

    static void file(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /**
     * An entry without content.
     *
     * @param kind one of TarConstants
     */
    static void entry(TarArchiveOutputStream tar, String name, byte kind, String linkName) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(linkName);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** A name longer than a header holds, as GNU writes it: as the content of an entry before. */
    static void longName(TarArchiveOutputStream tar, String name) throws IOException {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        file(tar, "short", "", 0644);
    }
}
