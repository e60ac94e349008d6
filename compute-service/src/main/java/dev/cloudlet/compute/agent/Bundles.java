package dev.cloudlet.compute.agent;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.metadata.RoleCredentials;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.MachineFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Brings bundles from S3 into machines, with the credentials of the instance's role: IAM decides. */
@Component
final class Bundles {
    private static final Logger log = LoggerFactory.getLogger(Bundles.class);
    private static final long MOST_BYTES = 2L << 30;

    private final RoleCredentials credentials;
    private final CloudletSettings settings;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(60))
            .build();

    Bundles(RoleCredentials credentials, CloudletSettings settings) {
        this.credentials = credentials;
        this.settings = settings;
    }

    /** Downloads and unpacks a revision to a directory of the machine, which is replaced. */
    void bring(Instance instance, HostCommand.Revision revision, MachineFiles files, String directory) {
        Path work = workDirectory();
        try {
            Path bundle = work.resolve("bundle");
            download(instance, revision, bundle);
            Path unpacked = Files.createDirectory(
                    work.resolve("archive"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path found = new Archives(unpacked).unpack(bundle, type(revision));
            files.delete(directory);
            files.copyIn(found, directory);
        } catch (IOException e) {
            throw HostFailure.of("The bundle cannot be kept: " + e.getMessage());
        } finally {
            delete(work);
        }
    }

    private static String type(HostCommand.Revision revision) {
        return revision.bundleType() == null ? "zip" : revision.bundleType().toLowerCase(Locale.ROOT);
    }

    private void download(Instance instance, HostCommand.Revision revision, Path bundle) throws IOException {
        String name = "s3://" + revision.bucket() + "/" + revision.key();
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(revision.bucket()).key(revision.key());
        Optional.ofNullable(revision.version()).filter(v -> !v.isEmpty()).ifPresent(request::versionId);
        try (S3Client s3 = client(instance);
                ResponseInputStream<GetObjectResponse> in = s3.getObject(request.build())) {
            requireSame(revision, in.response());
            copy(in, bundle);
        } catch (SdkException e) {
            throw HostFailure.of("The bundle " + name + " cannot be downloaded: " + e.getMessage());
        }
    }

    private static void requireSame(HostCommand.Revision revision, GetObjectResponse found) {
        String wanted = revision.etag() == null ? "" : revision.etag().replace("\"", "");
        String etag = String.valueOf(found.eTag()).replace("\"", "");
        if (!wanted.isEmpty() && !wanted.equals(etag)) {
            throw HostFailure.of("The bundle has the ETag " + etag + ", not " + wanted + " as the revision says");
        }
    }

    private static void copy(InputStream in, Path bundle) throws IOException {
        try (OutputStream out = Files.newOutputStream(bundle)) {
            byte[] buffer = new byte[64 << 10];
            long left = MOST_BYTES;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw HostFailure.of("The bundle is larger than 2 GiB");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private S3Client client(Instance instance) {
        RoleCredentials.Credentials own = roleOf(instance);
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(settings.endpoint())
                .forcePathStyle(true)
                .region(Region.of(instance.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(own.accessKeyId(), own.secretAccessKey(), own.sessionToken())))
                .build();
    }

    private RoleCredentials.Credentials roleOf(Instance instance) {
        try {
            return credentials
                    .of(instance)
                    .orElseThrow(() -> HostFailure.of("Missing credentials: the instance profile has no role"));
        } catch (AwsException e) {
            throw HostFailure.of("Missing credentials: " + e.message());
        }
    }

    /** Deletes what a former process has left half done. */
    void deleteLeftovers() {
        Path parent = parent();
        if (Files.exists(parent)) {
            delete(parent);
        }
    }

    private Path parent() {
        return settings.data().resolve("compute").resolve("agent");
    }

    private Path workDirectory() {
        try {
            Path parent = Files.createDirectories(parent());
            return Files.createTempDirectory(parent, "bundle-");
        } catch (IOException e) {
            throw HostFailure.of("The bundle cannot be kept: " + e.getMessage());
        }
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            log.warn("{} is left over: {}", directory, e.toString());
        }
    }
}
