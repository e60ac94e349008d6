package dev.cloudlet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A cloud in a process of its own, so that it can be killed. */
class KilledTest {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");

    @TempDir
    Path directory;

    private StandaloneConfig config;
    private Process process;

    @BeforeEach
    void configure() {
        config = StandaloneConfig.in(directory.resolve("cloud")).withPort(StandaloneConfig.freePort());
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheProcessWasKilled() throws Exception {
        start();
        assertThat(iam("Action=CreateUser&UserName=survivor")).contains("<UserName>survivor</UserName>");

        process.destroyForcibly().waitFor();
        start();

        assertThat(iam("Action=GetUser&UserName=survivor")).contains("<UserName>survivor</UserName>");
    }

    @Test
    void itsDatabaseEndsWithIt() throws Exception {
        start();
        long postgres = Long.parseLong(Files.readAllLines(config.data().resolve("postgres/data/postmaster.pid"))
                .getFirst());
        assertThat(ProcessHandle.of(postgres)).isPresent();

        process.destroyForcibly().waitFor();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        ProcessHandle.of(postgres).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    private void start() throws IOException {
        Path out = directory.resolve("out");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandaloneMain.class.getName(),
                        "--data=" + config.data(),
                        "--port=" + config.port())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        Awaitility.await().atMost(START).until(() -> {
            String text = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(process.isAlive()).as(text).isTrue();
            return text.contains("ready after");
        });
    }

    private String iam(String action) {
        try (SignedClient client = new SignedClient(config.endpoint())) {
            return client.send("iam", SdkHttpMethod.POST, "/", FORM, action + "&Version=2010-05-08")
                    .body();
        }
    }
}
