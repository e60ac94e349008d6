package dev.cloudlet.kit.internal;

import java.util.function.Function;

/**
 * One thing that a service does for the other services, never for a client. A bean of this type is found by its name; the
 * question and the answer are records, carried as JSON, so that nothing is shared between services but their form.
 */
public record InternalOperation<Q, A>(String name, Class<Q> question, Function<Q, A> answer) {}
