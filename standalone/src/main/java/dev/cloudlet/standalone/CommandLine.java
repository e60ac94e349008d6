package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What a cloud is started with, as a user says it: options, and for what others must not see, variables. */
final class CommandLine {
    private static final String ACCOUNT = "cloudlet.account";
    private static final String ROOT_KEY = "cloudlet.root.access-key-id";

    /** A command line can be read by every user of the machine: the secret has no option. */
    private static final Map<String, String> VARIABLES = Map.of(
            "CLOUDLET_ACCOUNT", ACCOUNT,
            "CLOUDLET_ROOT_ACCESS_KEY_ID", ROOT_KEY,
            "CLOUDLET_ROOT_SECRET_ACCESS_KEY", StandaloneConfig.ROOT_SECRET);

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
    private static final Pattern KEY_ID = Pattern.compile("\\w{1,128}");

    private CommandLine() {}

    /**
     * Reads them; options win.
     *
     * @throws StartFailure one of them makes no sense
     */
    static StandaloneConfig parse(String[] args, Map<String, String> environment) {
        StandaloneConfig config = StandaloneConfig.in(Path.of(".cloudlet"));
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            String value = environment.get(variable.getKey());
            if (value != null && !value.isBlank()) {
                config = config.with(variable.getValue(), value);
            }
        }
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new StartFailure("'" + arg + "' is not an option", "options look like --port=4566");
            }
            String value = arg.substring(equals + 1);
            config = switch (arg.substring(2, equals)) {
                case "data" ->
                    new StandaloneConfig(Path.of(value), config.bind(), config.port(), false, config.settings());
                case "port" -> config.withPort(port(value));
                case "bind" -> config.withBind(value);
                case String setting -> config.with(setting, value);
            };
        }
        check(config.settings());
        return config;
    }

    private static void check(Map<String, String> settings) {
        String account = settings.getOrDefault(ACCOUNT, StandaloneConfig.FIRST_ACCOUNT);
        if (!TWELVE_DIGITS.matcher(account).matches()) {
            throw new StartFailure("'" + account + "' is not an account id", "account ids are twelve digits");
        }
        String key = settings.getOrDefault(ROOT_KEY, "test");
        if (!KEY_ID.matcher(key).matches()) {
            throw new StartFailure(
                    "'" + key + "' is not an access key id", "access key ids are letters, digits and underscores");
        }
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new StartFailure("'" + value + "' is not a port", "ports are numbers from 1 to 65535");
    }
}
