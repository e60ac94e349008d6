package dev.cloudlet.monitoring.log.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads patterns of terms: {@code ERROR "two words" ?this ?that -"not this"}. */
final class TermsParser {
    private final Scanner in;

    private TermsParser(String text) {
        in = new Scanner(text);
    }

    static Terms parse(String text) {
        return new TermsParser(text).terms();
    }

    private Terms terms() {
        List<String> all = new ArrayList<>();
        List<String> any = new ArrayList<>();
        List<String> none = new ArrayList<>();
        while (in.peek() != 0) {
            List<String> into =
                    switch (in.peek()) {
                        case '?' -> any;
                        case '-' -> none;
                        default -> all;
                    };
            if (into != all) {
                in.next();
            }
            into.add(term());
        }
        return new Terms(List.copyOf(all), List.copyOf(any), List.copyOf(none));
    }

    private String term() {
        if (in.peek() == '"') {
            return in.quoted();
        }
        if (in.peek() == '%') {
            throw new InvalidPatternException("regular expressions in filter patterns", true);
        }
        String term = in.until(c -> !Character.isWhitespace(c));
        boolean plain = term.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_.*#@:;=/\\-".indexOf(c) >= 0);
        if (term.isEmpty() || !plain) {
            throw new InvalidPatternException("a term with other than letters, digits and _ must be in quotes");
        }
        return term;
    }
}
