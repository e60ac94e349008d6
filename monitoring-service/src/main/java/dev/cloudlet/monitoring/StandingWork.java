package dev.cloudlet.monitoring;

import dev.cloudlet.kit.work.Work;

/** Work that is always wanted, once for the whole service: it has a single key and never ends. */
public interface StandingWork extends Work {
    /** The key. */
    String KEY = "all";
}
