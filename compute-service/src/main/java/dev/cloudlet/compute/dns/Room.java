package dev.cloudlet.compute.dns;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** How many questions are worked on at once: of all machines together, and of each so that none takes all the room. */
final class Room {
    private final Semaphore all;
    private final int each;
    private final ConcurrentMap<Object, Integer> busy = new ConcurrentHashMap<>();

    Room(int all, int each) {
        this.all = new Semaphore(all);
        this.each = each;
    }

    /** Takes a place; false when there is none. */
    boolean enter(Object machine) {
        if (!all.tryAcquire()) {
            return false;
        }
        int mine = busy.merge(machine, 1, Integer::sum);
        if (mine > each) {
            leave(machine);
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    void leave(Object machine) {
        busy.computeIfPresent(machine, (who, count) -> count == 1 ? null : count - 1);
        all.release();
    }
}
