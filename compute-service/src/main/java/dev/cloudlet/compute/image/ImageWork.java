package dev.cloudlet.compute.image;

import dev.cloudlet.kit.work.Work;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes an image of an instance's disk, and forgets it once it is deregistered. */
@Component
final class ImageWork implements Work {
    static final String NAME = "image";

    private static final Logger log = LoggerFactory.getLogger(ImageWork.class);

    private final Images images;
    private final Sandbox sandbox;

    ImageWork(Images images, Sandbox sandbox) {
        this.images = images;
        this.sandbox = sandbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String id) {
        Optional<Image> image = images.find(id);
        if (image.isEmpty()) {
            if (sandbox.images().find(id).isPresent()) {
                sandbox.images().delete(id);
            }
        } else if (image.get().state().equals("pending")) {
            make(image.get());
        }
        return Next.done();
    }

    private void make(Image image) {
        try {
            if (sandbox.images().find(image.id()).isEmpty()) {
                sandbox.images().create(image.id(), image.sourceInstance().orElseThrow());
            }
            images.state(image.id(), "available", Optional.empty());
        } catch (SandboxException e) {
            log.warn("{} cannot be made: {}", image.id(), e.getMessage());
            images.state(image.id(), "failed", Optional.of("Server.InternalError: " + e.getMessage()));
        }
    }
}
