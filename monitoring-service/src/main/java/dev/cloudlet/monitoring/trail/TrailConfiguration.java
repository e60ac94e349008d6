package dev.cloudlet.monitoring.trail;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.outbox.EventBatch;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import dev.cloudlet.kit.trail.Decisions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the trail offers to the other services, and how it is removed. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {
    private static final int MOST_DECISIONS = 1_000;

    @Bean
    InternalOperation<EventBatch, Boolean> events(EventIntake intake) {
        return new InternalOperation<>(EventBatch.OPERATION, EventBatch.class, batch -> {
            intake.take(batch);
            return true;
        });
    }

    @Bean
    InternalOperation<Decisions.Question, Decisions> decisions(TrailEvents events) {
        return new InternalOperation<>(
                Decisions.OPERATION,
                Decisions.Question.class,
                question -> new Decisions(
                        events.refused(question.requestId(), Math.clamp(question.limit(), 1, MOST_DECISIONS))));
    }

    @Bean
    Resettable trailReset(Tables tables) {
        return () -> tables.empty("trail_resource", "trail_event");
    }
}
