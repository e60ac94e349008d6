package dev.cloudlet.policy;

/**
 * A pattern of characters, * and ?. Matching goes back to the last * only, so it takes at most (length of text) × (length of
 * pattern) steps, whatever the pattern.
 */
final class Glob {
    static final int ANY = -1;
    static final int ONE = -2;

    private enum Shape {
        EVERYTHING,
        LITERAL,
        PREFIX,
        GENERAL
    }

    private final Shape shape;
    private final String literal;
    private final int[] tokens;

    private Glob(Shape shape, String literal, int[] tokens) {
        this.shape = shape;
        this.literal = literal;
        this.tokens = tokens;
    }

    /** Of characters, {@link #ANY} and {@link #ONE}. */
    static Glob of(int[] tokens) {
        int literals = 0;
        while (literals < tokens.length && tokens[literals] >= 0) {
            literals++;
        }
        String start = new String(chars(tokens, literals));
        if (literals == tokens.length) {
            return new Glob(Shape.LITERAL, start, tokens);
        }
        for (int i = literals; i < tokens.length; i++) {
            if (tokens[i] != ANY) {
                return new Glob(Shape.GENERAL, start, tokens);
            }
        }
        return new Glob(literals == 0 ? Shape.EVERYTHING : Shape.PREFIX, start, tokens);
    }

    private static char[] chars(int[] tokens, int count) {
        char[] chars = new char[count];
        for (int i = 0; i < count; i++) {
            chars[i] = (char) tokens[i];
        }
        return chars;
    }

    boolean everything() {
        return shape == Shape.EVERYTHING;
    }

    /** The text, for a pattern without wildcards. */
    String literal() {
        return literal;
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    boolean matches(String text, int from, int to) {
        return switch (shape) {
            case EVERYTHING -> true;
            case LITERAL -> to - from == literal.length() && text.startsWith(literal, from);
            case PREFIX -> to - from >= literal.length() && text.startsWith(literal, from);
            case GENERAL ->
                to - from >= literal.length()
                        && text.startsWith(literal, from)
                        && general(text, from + literal.length(), to, literal.length());
        };
    }

    private boolean general(String text, int from, int to, int firstToken) {
        int at = from;
        int token = firstToken;
        int lastAny = -1;
        int resumeAt = from;
        while (at < to) {
            if (token < tokens.length && (tokens[token] == text.charAt(at) || tokens[token] == ONE)) {
                at++;
                token++;
            } else if (token < tokens.length && tokens[token] == ANY) {
                lastAny = token++;
                resumeAt = at;
            } else if (lastAny >= 0) {
                token = lastAny + 1;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return token == tokens.length;
    }
}
