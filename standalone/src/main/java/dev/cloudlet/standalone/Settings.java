package dev.cloudlet.standalone;

import dev.cloudlet.postgres.LocalPostgres;
import dev.cloudlet.standalone.data.DataDirectory;
import dev.cloudlet.standalone.data.Secrets;
import java.util.Map;
import java.util.TreeMap;

/** The settings that a cloud of this machine gives to its services. */
final class Settings {
    private Settings() {}

    static Map<String, String> of(
            StandaloneConfig config, DataDirectory data, Secrets secrets, LocalPostgres postgres) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cloudlet.endpoint", config.endpoint().toString());
        settings.put("cloudlet.bind", config.bind());
        settings.put("cloudlet.port", Integer.toString(config.port()));
        settings.put("cloudlet.data", data.path().toString());
        settings.put("cloudlet.db.url", postgres.url());
        settings.put("cloudlet.db.user", postgres.user());
        settings.put("cloudlet.db.password", secrets.databasePassword());
        settings.put("cloudlet.internal-token", secrets.internalToken());
        settings.putAll(config.settings());
        return settings;
    }
}
