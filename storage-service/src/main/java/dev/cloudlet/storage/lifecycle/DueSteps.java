package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.lifecycle.Walked.Step;
import dev.cloudlet.storage.object.ObjectLifecycle;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what is due, each step in a transaction of its own, if it still is when the key is held. */
@Component
final class DueSteps {
    private final ObjectLifecycle objects;
    private final TransactionTemplate transaction;

    DueSteps(ObjectLifecycle objects, TransactionTemplate transaction) {
        this.objects = objects;
        this.transaction = transaction;
    }

    void take(Bucket bucket, Walked version, Step step, Instant now) {
        switch (step) {
            case Step.Stay() -> {}
            case Step.Expire() ->
                transaction.executeWithoutResult(status ->
                        objects.expire(bucket, version.key(), version.place(), version.replaced() == null, now));
            case Step.Move(var to) ->
                transaction.executeWithoutResult(status -> objects.move(bucket, version.key(), version.place(), to));
        }
    }
}
