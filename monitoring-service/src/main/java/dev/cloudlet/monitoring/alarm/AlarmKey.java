package dev.cloudlet.monitoring.alarm;

import java.util.List;

/** Which alarm. */
record AlarmKey(String account, String region, String name) {
    static final String ARN_PREFIX = "arn:aws:cloudwatch:";

    String arn() {
        return ARN_PREFIX + region + ":" + account + ":alarm:" + name;
    }

    /** As the key of work: only the name may contain a slash. */
    String work() {
        return account + "/" + region + "/" + name;
    }

    static AlarmKey ofWork(String key) {
        List<String> parts = List.of(key.split("/", 3));
        return new AlarmKey(parts.get(0), parts.get(1), parts.get(2));
    }
}
