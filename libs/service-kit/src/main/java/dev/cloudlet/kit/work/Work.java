package dev.cloudlet.kit.work;

import java.time.Duration;

/**
 * One kind of long work, level-triggered: {@link #advance} looks at what is wanted and what is there, does the next step, and
 * says when to look again. It survives a crash of the process, runs on one replica at a time, and must be safe to run twice.
 */
public interface Work {
    /** A stable name: it is stored. */
    String name();

    /**
     * Does the next step for one key, outside any transaction. An exception counts as {@link Next#after} with a growing delay.
     */
    Next advance(String key);

    /** What to do after a step. */
    sealed interface Next {
        /** There is nothing left to do for this key until somebody requests it again. */
        record Done() implements Next {}

        /** Look again after a while, sooner if requested. */
        record After(Duration delay) implements Next {}

        static Next done() {
            return new Done();
        }

        static Next after(Duration delay) {
            return new After(delay);
        }
    }
}
