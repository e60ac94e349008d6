package dev.cloudlet.build.run;

import dev.cloudlet.kit.role.RoleClients;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Fetches a source from S3 as the build's role and unpacks it. */
@Component
class SourceDownload {
    private static final long MOST_UNPACKED = 4L << 30;
    private static final int MOST_ENTRIES = 200_000;

    private final RoleClients clients;

    SourceDownload(RoleClients clients) {
        this.clients = clients;
    }

    /**
     * @param into an empty directory
     * @return the version of the source that was fetched, null when there is none
     */
    @Nullable
    String fetch(BuildRow row, Path into) throws IOException {
        if ("NO_SOURCE".equals(row.build().source().typeAsString())) {
            return null;
        }
        String location = row.build().source().location().replaceFirst("^arn:aws:s3:::", "");
        int slash = location.indexOf('/');
        String bucket = location.substring(0, slash);
        String key = location.substring(slash + 1);
        Path archive = Files.createTempFile(into.getParent(), "source-", ".zip");
        try {
            GetObjectResponse got = download(row, bucket, key, archive);
            if (key.endsWith("/")) {
                throw new BuildFailure(
                        "CLIENT_ERROR", "source folders are not available in this cloud yet; give a .zip");
            }
            unpack(archive, into);
            return got.versionId() != null && !got.versionId().equals("null")
                    ? got.versionId()
                    : got.eTag().replace("\"", "");
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private GetObjectResponse download(BuildRow row, String bucket, String key, Path archive) throws IOException {
        Files.delete(archive);
        try (S3Client s3 =
                clients.client(row.session(), row.region(), S3Client.builder().forcePathStyle(true))) {
            GetObjectRequest.Builder request =
                    GetObjectRequest.builder().bucket(bucket).key(key);
            if (row.build().sourceVersion() != null) {
                request.versionId(row.build().sourceVersion());
            }
            return s3.getObject(request.build(), ResponseTransformer.toFile(archive));
        } catch (SdkException e) {
            throw new BuildFailure(
                    "CLIENT_ERROR",
                    "error while downloading S3 source " + bucket + "/" + key + " for primary source: "
                            + e.getMessage());
        }
    }

    private static void unpack(Path archive, Path into) throws IOException {
        long room = MOST_UNPACKED;
        int entries = 0;
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (var e = zip.getEntries(); e.hasMoreElements(); ) {
                ZipArchiveEntry entry = e.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into) || ++entries > MOST_ENTRIES) {
                    throw new BuildFailure(
                            "CLIENT_ERROR", "the source archive has an illegal entry: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isUnixSymlink()) {
                    throw new BuildFailure(
                            "CLIENT_ERROR",
                            "symbolic links in a source are not available in this cloud yet: " + entry.getName());
                } else {
                    Files.createDirectories(target.getParent());
                    room = copy(zip, entry, target, room);
                }
            }
        } catch (java.util.zip.ZipException e) {
            throw new BuildFailure("CLIENT_ERROR", "the source is not a valid zip archive: " + e.getMessage());
        }
    }

    private static long copy(ZipFile zip, ZipArchiveEntry entry, Path target, long room) throws IOException {
        long left = room;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new BuildFailure(
                            "CLIENT_ERROR", "the source unpacks to more than " + MOST_UNPACKED + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        boolean executable = (entry.getUnixMode() & 0111) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        return left;
    }
}
