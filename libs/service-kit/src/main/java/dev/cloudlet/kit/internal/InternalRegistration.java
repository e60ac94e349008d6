package dev.cloudlet.kit.internal;

import dev.cloudlet.kit.inprocess.InProcessServices;
import org.springframework.context.SmartLifecycle;

/** Puts a service's dispatcher where the others of this JVM find it, before its own long work begins. */
final class InternalRegistration implements SmartLifecycle {
    private final InternalDispatcher dispatcher;
    private final InProcessServices services;
    private final String name;
    private volatile boolean running;

    InternalRegistration(InternalDispatcher dispatcher, InProcessServices services, String name) {
        this.dispatcher = dispatcher;
        this.services = services;
        this.name = name;
    }

    @Override
    public void start() {
        services.addInternal(name, dispatcher);
        running = true;
    }

    @Override
    public void stop() {
        services.removeInternal(name, dispatcher);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
