package dev.cloudlet.e2e.tour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the tour ships, and the policies it ships under: the files of {@code demo/}. */
public final class Demo {
    static final String ACCOUNT = "000000000000";
    public static final String BUCKET = "hello-" + ACCOUNT;
    static final String USER = "shipper";

    private static final Path DIRECTORY = Path.of("..", "demo").toAbsolutePath().normalize();

    private Demo() {}

    /** The script that plays the tour with the command line. */
    static String script() {
        return DIRECTORY.resolve("run").toString();
    }

    static String roleArn(String role) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + role;
    }

    static String policy(String name) {
        return text(DIRECTORY.resolve("policies").resolve(name + ".json"))
                .replace("ACCOUNT", ACCOUNT)
                .replace("BUCKET", BUCKET);
    }

    /** The application's source, of which a build makes this release. */
    static byte[] source(String release) {
        Path app = DIRECTORY.resolve("app");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files(app)) {
                String name = app.relativize(file).toString();
                String content = text(file);
                zip.putNextEntry(new ZipEntry(name));
                zip.write((name.equals("buildspec.yml")
                                ? content.replaceAll("RELEASE: .*", "RELEASE: " + release)
                                : content)
                        .getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
