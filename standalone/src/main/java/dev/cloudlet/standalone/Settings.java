package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.RootKey;
import java.util.Map;
import java.util.TreeMap;

/** The settings that a cloud of this machine gives to its services. */
final class Settings {
    private Settings() {}

    /** Those of a cloud whose services find each other through a registry. */
    static Map<String, String> registry(int port) {
        return Map.of(
                "cloudlet.registry-port",
                Integer.toString(port),
                "cloudlet.registry",
                "http://127.0.0.1:" + port + "/eureka/");
    }

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
        if (!config.isPrivate() && !config.settings().containsKey(StandaloneConfig.ROOT_SECRET)) {
            // What everybody knows opens nothing for those who can reach it from elsewhere.
            RootKey key = RootKey.of(foundation.data());
            settings.put("cloudlet.root.access-key-id", key.accessKeyId());
            settings.put(StandaloneConfig.ROOT_SECRET, key.secretAccessKey());
        }
        settings.putAll(config.settings());
        return settings;
    }
}
