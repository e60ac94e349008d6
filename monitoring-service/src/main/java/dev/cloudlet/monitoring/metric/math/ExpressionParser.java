package dev.cloudlet.monitoring.metric.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads metric math by recursive descent. */
final class ExpressionParser {
    static final Set<String> FUNCTIONS = Set.of("ABS", "CEIL", "FLOOR", "AVG", "SUM", "MIN", "MAX", "METRICS", "FILL");
    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    ExpressionParser(String text) {
        this.text = text;
    }

    Expression parse() {
        Expression expression = sum();
        if (peek() != 0) {
            throw unexpected();
        }
        return expression;
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw new InvalidExpressionException("The expression is nested too deeply.");
        }
        Expression left = product();
        while (peek() == '+' || peek() == '-') {
            left = new Expression.Binary(next(), left, product());
        }
        depth--;
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (peek() == '*' || peek() == '/') {
            left = new Expression.Binary(next(), left, power());
        }
        return left;
    }

    private Expression power() {
        boolean negative = false;
        while (peek() == '-') {
            next();
            negative = !negative;
        }
        Expression base = primary();
        while (peek() == '^') {
            base = new Expression.Binary(next(), base, primary());
        }
        return negative ? new Expression.Negation(base) : base;
    }

    private Expression primary() {
        char c = peek();
        if (c == '(') {
            next();
            Expression inner = sum();
            expect(')');
            return inner;
        }
        if (c == '[') {
            next();
            return new Expression.ArrayOf(list(']'));
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        if (Character.isLetter(c)) {
            return word();
        }
        throw unexpected();
    }

    private Expression number() {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            return new Expression.Literal(Double.parseDouble(text.substring(start, at)));
        } catch (NumberFormatException e) {
            throw new InvalidExpressionException("'" + text.substring(start, at) + "' is not a number.");
        }
    }

    private Expression word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (peek() != '(') {
            return new Expression.Reference(word);
        }
        next();
        String function = word.toUpperCase(Locale.ROOT);
        if (!FUNCTIONS.contains(function)) {
            throw new InvalidExpressionException("The function " + word + " is not supported by this cloud.");
        }
        return new Expression.Call(function, list(')'));
    }

    private List<Expression> list(char end) {
        List<Expression> elements = new ArrayList<>();
        if (peek() == end) {
            next();
            return elements;
        }
        elements.add(sum());
        while (peek() == ',') {
            next();
            elements.add(sum());
        }
        expect(end);
        return elements;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        next();
    }

    /** The next character that is no space; NUL at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        return text.charAt(at++);
    }

    private InvalidExpressionException unexpected() {
        return new InvalidExpressionException(
                at < text.length()
                        ? "Unexpected '" + text.charAt(at) + "' at position " + at + " of the expression."
                        : "The expression ends too early.");
    }
}
