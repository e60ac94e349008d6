package dev.cloudlet.monitoring.log.pattern;

import java.util.function.IntPredicate;

/** Walks along a pattern. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    /** The next character that is no space; NUL at the end. */
    char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    char next() {
        if (at >= text.length()) {
            throw new InvalidPatternException("the pattern ends too early");
        }
        return text.charAt(at++);
    }

    /** Whether these very characters come next; if so, they are passed. */
    boolean accept(String word) {
        peek();
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    /** As {@link #accept}, for words: upper or lower case, and not the beginning of a longer word. */
    boolean acceptWord(String word) {
        peek();
        int end = at + word.length();
        if (!text.regionMatches(true, at, word, 0, word.length())
                || (end < text.length() && Character.isLetterOrDigit(text.charAt(end)))) {
            return false;
        }
        at = end;
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw unexpected();
        }
    }

    /** The characters from here on that are of a kind. */
    String until(IntPredicate kind) {
        int start = at;
        while (at < text.length() && kind.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A text in double quotes; a backslash takes the next character as it is. */
    String quoted() {
        next();
        StringBuilder inside = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return inside.toString();
            }
            boolean escaped = c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\');
            inside.append(escaped ? next() : c);
        }
    }

    InvalidPatternException unexpected() {
        return new InvalidPatternException(
                at < text.length()
                        ? "unexpected '" + text.charAt(at) + "' at position " + at
                        : "the pattern ends too early");
    }
}
