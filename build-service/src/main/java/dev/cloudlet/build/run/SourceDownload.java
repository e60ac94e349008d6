package dev.cloudlet.build.run;

import dev.cloudlet.kit.role.RoleClients;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Fetches a source from S3 as the build's role: an archive, or all that is in a folder. */
@Component
class SourceDownload {
    static final long MOST_BYTES = 4L << 30;
    static final int MOST_FILES = 200_000;

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
        try (S3Client s3 =
                clients.client(row.session(), row.region(), S3Client.builder().forcePathStyle(true))) {
            if (key.endsWith("/")) {
                folder(s3, bucket, key, into);
                return null;
            }
            return archive(s3, bucket, key, row.build().sourceVersion(), into);
        } catch (SdkException e) {
            throw new BuildFailure(
                    "CLIENT_ERROR",
                    "error while downloading S3 source " + bucket + "/" + key + " for primary source: "
                            + e.getMessage());
        }
    }

    private static String archive(S3Client s3, String bucket, String key, @Nullable String version, Path into)
            throws IOException {
        Path archive = into.resolveSibling("source.zip");
        Files.deleteIfExists(archive);
        try {
            GetObjectRequest request = GetObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .versionId(version)
                    .build();
            GetObjectResponse got = s3.getObject(request, ResponseTransformer.toFile(archive));
            SourceArchive.unpack(archive, into);
            return got.versionId() != null && !got.versionId().equals("null")
                    ? got.versionId()
                    : got.eTag().replace("\"", "");
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private static void folder(S3Client s3, String bucket, String folder, Path into) throws IOException {
        long bytes = 0;
        int files = 0;
        for (S3Object object :
                s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(folder)).contents()) {
            String name = object.key().substring(folder.length());
            bytes += object.size();
            if (bytes > MOST_BYTES || ++files > MOST_FILES) {
                throw new BuildFailure(
                        "CLIENT_ERROR",
                        "the source has more than " + MOST_FILES + " files or " + MOST_BYTES + " bytes");
            }
            file(s3, bucket, object.key(), name, into);
        }
        if (files == 0) {
            throw new BuildFailure(
                    "CLIENT_ERROR",
                    "error while downloading S3 source " + bucket + "/" + folder
                            + " for primary source: there is nothing in the folder");
        }
    }

    private static void file(S3Client s3, String bucket, String key, String name, Path into) throws IOException {
        Path target = within(into, name);
        try {
            if (name.isEmpty() || name.endsWith("/")) {
                Files.createDirectories(target); // how consoles make folders
                return;
            }
            Files.createDirectories(target.getParent());
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new BuildFailure("CLIENT_ERROR", "the source has a file where it has a folder: " + key);
        }
        if (Files.exists(target)) {
            throw new BuildFailure("CLIENT_ERROR", "the source has two objects for one file: " + key);
        }
        s3.getObject(b -> b.bucket(bucket).key(key), ResponseTransformer.toFile(target));
    }

    /** A path below a directory. */
    static Path within(Path directory, String name) {
        try {
            Path target = directory.resolve(name).normalize();
            if (target.startsWith(directory)) {
                return target;
            }
        } catch (InvalidPathException e) {
            // refused below, as what leads out is
        }
        throw new BuildFailure("CLIENT_ERROR", "the source has an illegal entry: " + name);
    }
}
