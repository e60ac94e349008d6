package dev.cloudlet.monitoring.alarm;

import org.jspecify.annotations.Nullable;

/** How a value is compared with the threshold, and how a reason says it. */
enum Comparison {
    GREATER_OR_EQUAL("GreaterThanOrEqualToThreshold", "greater than or equal to"),
    GREATER("GreaterThanThreshold", "greater than"),
    LESS("LessThanThreshold", "less than"),
    LESS_OR_EQUAL("LessThanOrEqualToThreshold", "less than or equal to");

    private final String text;
    private final String words;

    Comparison(String text, String words) {
        this.text = text;
        this.words = words;
    }

    String text() {
        return text;
    }

    String words() {
        return words;
    }

    boolean breaches(double value, double threshold) {
        return switch (this) {
            case GREATER_OR_EQUAL -> value >= threshold;
            case GREATER -> value > threshold;
            case LESS -> value < threshold;
            case LESS_OR_EQUAL -> value <= threshold;
        };
    }

    /** Null for the operators of anomaly detection and for no operator. */
    static @Nullable Comparison parse(@Nullable String text) {
        for (Comparison known : values()) {
            if (known.text.equals(text)) {
                return known;
            }
        }
        return null;
    }
}
