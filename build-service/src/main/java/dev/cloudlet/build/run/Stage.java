package dev.cloudlet.build.run;

import java.util.Set;

/** Where a build is; each names the stages that may follow it. */
enum Stage {
    QUEUED,
    PROVISIONING,
    DOWNLOADING,
    BEGINNING,
    RUNNING,
    UPLOADING,
    FINALIZING,
    COMPLETED;

    Set<Stage> next() {
        return switch (this) {
            case QUEUED -> Set.of(PROVISIONING, FINALIZING);
            case PROVISIONING -> Set.of(DOWNLOADING, FINALIZING);
            case DOWNLOADING -> Set.of(BEGINNING, FINALIZING);
            case BEGINNING -> Set.of(RUNNING, FINALIZING);
            case RUNNING -> Set.of(UPLOADING, FINALIZING);
            case UPLOADING -> Set.of(FINALIZING);
            case FINALIZING -> Set.of(COMPLETED);
            case COMPLETED -> Set.of();
        };
    }
}
