package dev.cloudlet.standalone;

import java.util.Map;
import java.util.TreeMap;

/** The settings that a cloud of this machine gives to its services. */
final class Settings {
    private Settings() {}

    static Map<String, String> of(StandaloneConfig config, Foundation foundation) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cloudlet.endpoint", config.endpoint().toString());
        settings.put("cloudlet.bind", config.bind());
        settings.put("cloudlet.port", Integer.toString(config.port()));
        settings.put("cloudlet.data", foundation.data().path().toString());
        settings.put("cloudlet.db.url", foundation.postgres().url());
        settings.put("cloudlet.db.user", foundation.postgres().user());
        settings.put("cloudlet.db.password", foundation.secrets().databasePassword());
        settings.put("cloudlet.internal-token", foundation.secrets().internalToken());
        settings.putAll(config.settings());
        return settings;
    }
}
