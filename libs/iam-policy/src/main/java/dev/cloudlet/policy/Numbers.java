package dev.cloudlet.policy;

import java.math.BigDecimal;
import java.util.Optional;

/** Integers and decimals of numeric conditions. */
final class Numbers {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_SCALE = 1000;

    private Numbers() {}

    /** Empty for what is no number; lengths and exponents are bounded so that a comparison is always cheap. */
    static Optional<BigDecimal> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MAX_SCALE ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
