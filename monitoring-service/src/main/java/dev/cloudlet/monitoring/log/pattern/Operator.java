package dev.cloudlet.monitoring.log.pattern;

import java.math.BigDecimal;

/** How a value is compared. */
enum Operator {
    // In the order in which they are tried: the longer ones first.
    NOT_EQUAL("!="),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    EQUAL("="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    static Operator read(Scanner in) {
        for (Operator operator : values()) {
            if (in.accept(operator.sign)) {
                return operator;
            }
        }
        throw in.unexpected();
    }

    /** Whether a text, as it stands in a log line, fulfils the comparison. */
    boolean holds(String value, Operand operand) {
        BigDecimal left = operand.number() == null ? null : Operand.number(value);
        BigDecimal right = operand.number();
        if (left != null && right != null) {
            return holds(left.compareTo(right));
        }
        return switch (this) {
            case EQUAL -> operand.matches(value);
            case NOT_EQUAL -> !operand.matches(value);
            case LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL -> false;
        };
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case GREATER -> order > 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
