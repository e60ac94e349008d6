package dev.cloudlet.iam.caller;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.app.Loopback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The configured access key of the first account's root user. It is never in the database. The secret that everybody
 * knows works only while nobody but this machine can connect, and only for who sits at it: not for an instance or a build.
 */
@Component
public class RootCredentials {
    private static final Logger log = LoggerFactory.getLogger(RootCredentials.class);

    private final RootSettings settings;
    private final String account;
    private final boolean usable;

    RootCredentials(RootSettings settings, CloudletSettings cloud, @Value("${cloudlet.bind:}") String bind) {
        this.settings = settings;
        this.account = cloud.account();
        String address = bind.isEmpty() ? String.valueOf(cloud.endpoint().getHost()) : bind;
        this.usable = !settings.wellKnown() || Loopback.isNamedBy(address);
        if (!usable) {
            log.warn(
                    "{} can be reached from other machines: the root user's access key {} is off until"
                            + " cloudlet.root.secret-access-key is set to a secret of your own",
                    address,
                    settings.accessKeyId());
        }
    }

    /** The account that it is the root of. */
    public String account() {
        return account;
    }

    /** Whether this is its access key. */
    public boolean isFor(String accessKeyId) {
        return accessKeyId.equals(settings.accessKeyId());
    }

    /**
     * The secret, null while it may not be used.
     *
     * @param fromHost whether it is wanted for a request from a loopback address
     */
    @Nullable
    String secret(boolean fromHost) {
        return usable && (fromHost || !settings.wellKnown()) ? settings.secretAccessKey() : null;
    }
}
