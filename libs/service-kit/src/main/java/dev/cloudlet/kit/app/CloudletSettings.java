package dev.cloudlet.kit.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every service is told about the cloud it belongs to ({@code cloudlet.*}, environment {@code CLOUDLET_*}).
 *
 * @param endpoint where clients reach the cloud, such as {@code http://localhost:4566}
 * @param data the directory that everything kept outside Postgres lives under
 * @param account the id of the first account, twelve digits
 * @param internalToken the secret that services prove themselves to each other with, at least 32 characters; never
 *     logged, generated once per data directory
 */
@ConfigurationProperties("cloudlet")
public record CloudletSettings(
        @DefaultValue("http://localhost:4566") URI endpoint,
        @DefaultValue(".cloudlet") Path data,
        @DefaultValue("000000000000") String account,
        @DefaultValue("") String internalToken) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public CloudletSettings {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("cloudlet.account must be twelve digits, not '" + account + "'");
        }
        if (internalToken.length() < 32) {
            throw new IllegalArgumentException(
                    "cloudlet.internal-token (CLOUDLET_INTERNAL_TOKEN) must be set to a secret of at least 32 characters");
        }
        data = data.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        return "CloudletSettings[endpoint=" + endpoint + ", data=" + data + ", account=" + account + "]";
    }
}
