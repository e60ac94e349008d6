package dev.cloudlet.compute.instance;

import dev.cloudlet.kit.work.WorkQueue;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reboots instances, as a user or an alarm asks: it happens as soon as the transaction has committed. */
@Component
public final class InstanceRebooter {
    private final Instances instances;
    private final WorkQueue works;
    private final TransactionTemplate transaction;

    InstanceRebooter(Instances instances, WorkQueue works, TransactionTemplate transaction) {
        this.instances = instances;
        this.works = works;
        this.transaction = transaction;
    }

    /** Reboots these instances, which run. */
    public void reboot(Collection<String> ids) {
        transaction.executeWithoutResult(status -> ids.forEach(id -> {
            instances.requestReboot(id);
            works.request(InstanceWork.NAME, id);
        }));
    }
}
