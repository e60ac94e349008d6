package dev.cloudlet.compute.instance;

import dev.cloudlet.kit.work.WorkQueue;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Terminates instances: they shut down as soon as the transaction has committed. */
@Component
public final class InstanceTerminator {
    private final Instances instances;
    private final WorkQueue works;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InstanceTerminator(Instances instances, WorkQueue works, TransactionTemplate transaction, Clock clock) {
        this.instances = instances;
        this.works = works;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Terminates those of these instances that are not, whatever protects them from users. */
    public void terminate(Collection<String> ids) {
        transaction.executeWithoutResult(status -> ids.forEach(id -> {
            if (instances.move(
                    id, InstanceState.SHUTTING_DOWN, UserInitiated.at(clock), Optional.of(UserInitiated.SHUTDOWN))) {
                works.request(InstanceWork.NAME, id);
            }
        }));
    }
}
