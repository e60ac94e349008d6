package dev.cloudlet.build.run;

import dev.cloudlet.build.run.ControlFiles.Mark;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.protocol.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carries a build from queued to completed, one stage a step. Everything it needs to go on after a crash stands in the build's
 * row and in what its machine has written; the machine itself goes on without us.
 */
@Component
class BuildWork implements Work {
    static final String NAME = "build";
    private static final Logger log = LoggerFactory.getLogger(BuildWork.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Builds builds;
    private final Steps steps;
    private final Clock clock;

    BuildWork(Builds builds, Steps steps, Clock clock) {
        this.builds = builds;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        String[] parts = key.split("/", 3);
        Optional<BuildRow> row = builds.find(parts[0], parts[1], parts[2]);
        if (row.isEmpty() || row.get().stage() == Stage.COMPLETED) {
            return Next.done();
        }
        try {
            return step(row.get());
        } catch (BuildFailure e) {
            return fail(row.get(), "FAILED", e.words());
        } catch (AwsException e) {
            return e.status() >= 500
                    ? later(row.get(), e)
                    : fail(row.get(), "FAILED", e.code() + " Message: " + e.message());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Next later(BuildRow row, AwsException e) {
        log.warn("build {} waits: {}", row.id(), e.toString());
        return Next.after(Duration.ofSeconds(1));
    }

    private Next step(BuildRow row) throws IOException {
        Instant now = clock.instant();
        if (row.stage() != Stage.FINALIZING) {
            if (row.stopRequested()) {
                return fail(row, "STOPPED", "BUILD_STOPPED Message: Build was stopped.");
            }
            if (now.isAfter(
                    row.build().startTime().plus(Duration.ofMinutes(row.build().timeoutInMinutes())))) {
                return fail(row, "TIMED_OUT", "BUILD_TIMED_OUT Message: Build has timed out.");
            }
        }
        return switch (row.stage()) {
            case QUEUED ->
                saved(row.with(b -> Phases.begin(b, "PROVISIONING", now)).at(Stage.PROVISIONING));
            case PROVISIONING -> {
                steps.provision(row);
                yield saved(row.with(b -> Phases.begin(b, "DOWNLOAD_SOURCE", clock.instant()))
                        .at(Stage.DOWNLOADING));
            }
            case DOWNLOADING -> saved(steps.download(row).at(Stage.BEGINNING));
            case BEGINNING -> {
                steps.begin(row);
                yield saved(row.at(Stage.RUNNING));
            }
            case RUNNING -> run(row);
            case UPLOADING -> upload(row);
            case FINALIZING -> complete(row);
            case COMPLETED -> Next.done();
        };
    }

    /** Follows the machine: its log, its phases, its end. */
    private Next run(BuildRow before) throws IOException {
        boolean up = steps.isUp(before);
        List<Mark> marks = steps.control(before).marks();
        BuildRow row = steps.ship(before, !up);
        for (Mark mark : marks) {
            row = applied(row, mark);
        }
        if (marks.stream().anyMatch(m -> m instanceof Mark.Done)) {
            boolean built = row.build().phases().stream().anyMatch(p -> "BUILD".equals(p.phaseTypeAsString()))
                    || !Phases.failed(row.build());
            return saved(
                    built
                            ? row.with(b -> Phases.begin(b, "UPLOAD_ARTIFACTS", clock.instant()))
                                    .at(Stage.UPLOADING)
                            : finalizing(row, "FAILED"));
        }
        if (!up) {
            return fail(row, "FAILED", "INTERNAL_SERVICE_ERROR Message: the build's machine ended before the build.");
        }
        if (row.logShipped() != before.logShipped() || !row.build().equals(before.build())) {
            builds.save(row);
        }
        return Next.after(LOOK_AGAIN);
    }

    private BuildRow applied(BuildRow row, Mark mark) {
        return switch (mark) {
            case Mark.Started(Instant at, String phase) -> row.with(b -> Phases.begin(b, phase, at));
            case Mark.Ended(Instant at, String phase, int code, int step) -> {
                if (!phase.equals(row.build().currentPhase())) {
                    yield row;
                }
                String words = code == 0
                        ? null
                        : "COMMAND_EXECUTION_ERROR Message: Error while executing command: "
                                + Script.command(steps.control(row).directory(), step) + ". Reason: exit status "
                                + code;
                yield row.with(b -> Phases.end(b, code == 0 ? "SUCCEEDED" : "FAILED", words, at));
            }
            case Mark.Done done -> row;
        };
    }

    private Next upload(BuildRow row) throws IOException {
        try {
            steps.upload(row);
        } catch (SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", String.valueOf(e.getMessage()));
        }
        return saved(finalizing(row, Phases.failed(row.build()) ? "FAILED" : "SUCCEEDED"));
    }

    private BuildRow finalizing(BuildRow row, String status) {
        return row.with(b -> Phases.begin(b, "FINALIZING", clock.instant()).buildStatus(status))
                .at(Stage.FINALIZING);
    }

    private Next complete(BuildRow row) throws IOException {
        BuildRow shipped = shipRest(row);
        steps.remove(shipped);
        String status = "IN_PROGRESS".equals(shipped.build().buildStatusAsString())
                ? "FAILED"
                : shipped.build().buildStatusAsString();
        builds.save(
                shipped.with(b -> Phases.complete(b, status, clock.instant())).at(Stage.COMPLETED));
        return Next.done();
    }

    /** The end of the log; a role that has lost its rights by now does not keep the build from ending. */
    private BuildRow shipRest(BuildRow row) throws IOException {
        try {
            BuildRow at = row;
            BuildRow next = steps.ship(at, true);
            while (next.logShipped() > at.logShipped()) {
                at = next;
                next = steps.ship(at, true);
            }
            return at;
        } catch (SdkException | AwsException e) {
            log.warn("the rest of the log of {} is lost: {}", row.id(), e.toString());
            return row;
        }
    }

    private Next fail(BuildRow row, String status, String words) {
        steps.stop(row);
        BuildRow ended = row.with(b -> Phases.end(b, status, words, clock.instant()));
        return saved(finalizing(ended, status));
    }

    private Next saved(BuildRow row) {
        builds.save(row);
        return Next.after(Duration.ZERO);
    }
}
