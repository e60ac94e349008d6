package dev.cloudlet.e2e.recovery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A source that takes a while to build, and a revision whose hooks take a while and keep a diary. */
final class Parcels {
    /** What the build prints, each line once. */
    static final int STEPS = 8;

    private static final String APPSPEC = """
            version: 0.0
            os: linux
            files:
              - source: server
                destination: /srv/hello
            hooks:
              ApplicationStop: [{location: scripts/stop, timeout: 60}]
              AfterInstall: [{location: scripts/slow, timeout: 60}]
              ApplicationStart: [{location: scripts/start, timeout: 60}]
              ValidateService: [{location: scripts/validate, timeout: 60}]
            """;

    private static final String STOP = """
            if [ -f /run/hello.pid ]; then kill "$(cat /run/hello.pid)" || true; rm -f /run/hello.pid; fi
            """;

    private static final String START = """
            nohup setsid perl /srv/hello/server.pl >/var/log/server.log 2>&1 </dev/null &
            echo $! >/run/hello.pid
            """;

    private Parcels() {}

    static byte[] source() {
        return zip(Map.of("buildspec.yml", buildspec()));
    }

    static byte[] revision(String release) {
        return zip(Map.of(
                "appspec.yml", APPSPEC,
                "server/server.pl", server(release),
                "scripts/stop", hook(STOP),
                "scripts/slow", hook("sleep 4\n"),
                "scripts/start", hook(START),
                "scripts/validate", hook(validate(release))));
    }

    private static String buildspec() {
        return """
            version: 0.2
            phases:
              build:
                commands:
                  - for n in $(seq %d); do echo "step $n of the build"; sleep 0.7; done
                  - aws --version >/dev/null 2>&1; echo "one build" >>built
                  - head -c 60000000 /dev/urandom >ballast
            artifacts:
              files: [built, ballast]
            """.formatted(STEPS);
    }

    /** Answers every request with the release. */
    private static String server(String release) {
        return """
            use IO::Socket::INET;
            my $release = '%s';
            my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 50, ReuseAddr => 1) or die;
            while (my $client = $server->accept) {
              while (<$client>) { last if /^\\r?\\n$/ }
              print $client "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($release) . "\\r\\nConnection: close\\r\\n\\r\\n$release";
              close $client;
            }
            """.formatted(release);
    }

    private static String validate(String release) {
        return """
            for n in $(seq 50); do
              curl -sf -m 2 http://127.0.0.1:8080/ | grep -q '%s' && break
              [ $n -lt 50 ] || exit 1
              sleep 0.1
            done
            """.formatted(release);
    }

    private static String hook(String body) {
        return """
                #!/bin/sh
                echo "$DEPLOYMENT_ID $LIFECYCLE_EVENT begins" >>/var/log/diary
                %secho "$DEPLOYMENT_ID $LIFECYCLE_EVENT ends" >>/var/log/diary
                """.formatted(body);
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
