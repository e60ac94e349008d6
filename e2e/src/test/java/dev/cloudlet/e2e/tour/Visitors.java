package dev.cloudlet.e2e.tour;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Visit the site one after the other until they are sent home, and remember who was turned away. */
final class Visitors implements AutoCloseable {
    private final Site site;
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::visit);
    private volatile boolean welcome = true;

    private Visitors(Site site) {
        this.site = site;
    }

    static Visitors of(Site site) {
        Visitors visitors = new Visitors(site);
        visitors.thread.start();
        return visitors;
    }

    private void visit() {
        while (welcome) {
            try {
                Site.Answer answer = site.get("/");
                if (answer.status() == 200) {
                    served.incrementAndGet();
                } else {
                    failures.add(answer.toString());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    int served() {
        return served.get();
    }

    Queue<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        welcome = false;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
