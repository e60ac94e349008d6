package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.work.WorkQueue;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Asks for the work that keeps the facility clean: at every start, and after a reset, which forgets all work. */
public final class FacilityWork implements ApplicationRunner {
    private static final String ALL = "all";

    private final WorkQueue work;

    FacilityWork(WorkQueue work) {
        this.work = work;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        request();
    }

    /** Asks, which is safe to do at any time. */
    public void request() {
        work.request(SweepOrphans.NAME, ALL);
        work.request(RemoveDropped.NAME, ALL);
        work.request(Scrub.NAME, ALL);
    }
}
