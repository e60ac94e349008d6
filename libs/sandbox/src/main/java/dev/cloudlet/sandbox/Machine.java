package dev.cloudlet.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A machine as it is now.
 *
 * @param id the id it was launched with
 * @param spec what it was launched with
 * @param state what it is doing
 */
public record Machine(String id, MachineSpec spec, State state) {
    /** What a machine is doing. */
    public sealed interface State {
        /**
         * Its first process is alive.
         *
         * @param since when it was started
         */
        record Running(Instant since) implements State {}

        /** Frozen by {@link Machines#pause}; keeps its memory. */
        record Paused() implements State {}

        /**
         * No process; its disk is kept.
         *
         * @param exit how it ended, when this is known (not after a restart of the host)
         */
        record Stopped(Optional<Exit> exit) implements State {}
    }

    /** Whether its first process is alive, frozen or not. */
    public boolean isUp() {
        return !(state instanceof State.Stopped);
    }
}
