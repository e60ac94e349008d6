package dev.cloudlet.iam;

import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.internal.ServiceCalls;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells every service to ask again who its callers are. The word goes out when the change is committed and before the call
 * that made it is answered: who has seen the answer sees the change in force.
 */
@Component
public class CallersChanged {
    private final ServiceCalls services;

    CallersChanged(ServiceCalls services) {
        this.services = services;
    }

    /** At the end of the running transaction, if it commits; at once without one. */
    public void announce() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            services.broadcast(CallerGrant.CHANGED, true);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                services.broadcast(CallerGrant.CHANGED, true);
            }
        });
    }
}
