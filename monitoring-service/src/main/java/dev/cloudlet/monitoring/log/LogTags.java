package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.TOO_MANY_TAGS_EXCEPTION;

import java.util.Map;

/** Tags of a log group, checked. */
final class LogTags {
    private static final int MOST = 50;

    private LogTags() {}

    static void requireValid(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            boolean valid = !key.isEmpty()
                    && key.length() <= 128
                    && value.length() <= 256
                    && !key.startsWith("aws:")
                    && (key + value).chars().noneMatch(Character::isISOControl);
            if (!valid) {
                throw INVALID_PARAMETER_EXCEPTION.of("The tag with the key '%s' is not valid.", key);
            }
        });
        if (tags.size() > MOST) {
            throw TOO_MANY_TAGS_EXCEPTION.of("A resource can have no more than %d tags.", MOST);
        }
    }
}
