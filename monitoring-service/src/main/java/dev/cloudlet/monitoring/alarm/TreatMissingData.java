package dev.cloudlet.monitoring.alarm;

import org.jspecify.annotations.Nullable;

/** What a period without data means. */
enum TreatMissingData {
    MISSING("missing"),
    IGNORE("ignore"),
    BREACHING("breaching"),
    NOT_BREACHING("notBreaching");

    private final String text;

    TreatMissingData(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Null for no such word. */
    static @Nullable TreatMissingData parse(String text) {
        for (TreatMissingData known : values()) {
            if (known.text.equals(text)) {
                return known;
            }
        }
        return null;
    }
}
