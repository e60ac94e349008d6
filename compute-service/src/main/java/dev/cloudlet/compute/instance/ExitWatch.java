package dev.cloudlet.compute.instance;

import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.sandbox.Machines;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Has an instance looked after when its machine ends. */
@Component
final class ExitWatch {
    private final Machines machines;
    private final ObjectProvider<WorkQueue> works;
    private final Map<String, CompletableFuture<Thread>> watched = new ConcurrentHashMap<>();

    /**
     * @param works asked for late: the queue is made of all works, and one of those needs this
     */
    ExitWatch(Machines machines, ObjectProvider<WorkQueue> works) {
        this.machines = machines;
        this.works = works;
    }

    boolean watches(String id) {
        return watched.containsKey(id);
    }

    void watch(String id) {
        watched.computeIfAbsent(id, this::begin);
    }

    /** Forgets machines that were terminated with all others. */
    void forget() {
        watched.clear();
    }

    // On a thread of its own: the one that completes belongs to the sandbox and must not wait for a database.
    private CompletableFuture<Thread> begin(String id) {
        return machines.exit(id)
                .handle((exit, gone) -> Thread.ofVirtual().name("exit-" + id).start(() -> {
                    watched.remove(id);
                    works.getObject().request(InstanceWork.NAME, id);
                }));
    }
}
