package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.cipher.RootKey;
import dev.cloudlet.protocol.AwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Says at the start when the root key is lost or another one: no key of KMS works without it. */
@Component
class RootKeyCheck implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RootKeyCheck.class);

    private final Materials materials;
    private final RootKey root;
    private volatile boolean running;

    RootKeyCheck(Materials materials, RootKey root) {
        this.materials = materials;
        this.root = root;
    }

    @Override
    public void start() {
        running = true;
        if (!fits()) {
            log.error(
                    "The keys of KMS do not open: {} is lost, or is not the file that they were sealed with. Until it is put"
                            + " back, nothing that was encrypted with them can be read, and no key can be made."
                            + " A reset of the cloud begins anew.",
                    root.file());
        }
    }

    private boolean fits() {
        try {
            return materials.rootKeyFits();
        } catch (AwsException lost) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
