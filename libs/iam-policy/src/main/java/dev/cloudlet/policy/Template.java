package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy with wildcards and variables, read once. What a variable brings in is always plain text: its wildcards
 * and colons mean nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">AWS: variables</a>
 */
final class Template {
    /** Not a well-formed {@code ${...}}. */
    static final class VariableSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Variable(String lowerCaseKey, @Nullable String otherwise) {}

    private static final int FIRST_VARIABLE = -3;

    /** Characters, {@link Glob#ANY}, {@link Glob#ONE}, or below these the place of a variable. */
    private final int[] tokens;

    private final List<Variable> variables;

    private Template(int[] tokens, List<Variable> variables) {
        this.tokens = tokens;
        this.variables = variables;
    }

    /**
     * Reads a text.
     *
     * @param variables whether {@code ${...}} is a variable: in policies of version 2012-10-17 only
     * @param wildcards whether * and ? are wildcards
     */
    static Template parse(String source, boolean variables, boolean wildcards) {
        int[] tokens = new int[source.length()];
        int count = 0;
        List<Variable> found = new ArrayList<>(0);
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (variables && c == '$' && i + 1 < source.length() && source.charAt(i + 1) == '{') {
                int end = endOfVariable(source, i + 2);
                String inner = source.substring(i + 2, end);
                if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
                    tokens[count++] = inner.charAt(0);
                } else {
                    tokens[count++] = FIRST_VARIABLE - found.size();
                    found.add(variable(inner));
                }
                i = end;
            } else if (wildcards && c == '*') {
                tokens[count++] = Glob.ANY;
            } else if (wildcards && c == '?') {
                tokens[count++] = Glob.ONE;
            } else {
                tokens[count++] = c;
            }
        }
        return new Template(Arrays.copyOf(tokens, count), List.copyOf(found));
    }

    /** Finds the closing brace; one inside the quotes of a default value does not count. */
    private static int endOfVariable(String source, int from) {
        boolean quoted = false;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i;
            }
        }
        throw new VariableSyntaxException();
    }

    private static Variable variable(String inner) {
        int comma = inner.indexOf(',');
        String key = (comma < 0 ? inner : inner.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty() || key.indexOf('{') >= 0 || key.indexOf('\'') >= 0) {
            throw new VariableSyntaxException();
        }
        if (comma < 0) {
            return new Variable(key, null);
        }
        String quoted = inner.substring(comma + 1).strip();
        if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
            throw new VariableSyntaxException();
        }
        return new Variable(key, quoted.substring(1, quoted.length() - 1));
    }

    boolean constant() {
        return variables.isEmpty();
    }

    /** The parts between colons, the last with all colons from the limit on. */
    List<Template> split(int limit) {
        List<Template> parts = new ArrayList<>(limit);
        int start = 0;
        for (int i = 0; i < tokens.length && parts.size() < limit - 1; i++) {
            if (tokens[i] == ':') {
                parts.add(part(start, i));
                start = i + 1;
            }
        }
        parts.add(part(start, tokens.length));
        return parts;
    }

    private Template part(int from, int to) {
        List<Variable> used = new ArrayList<>(0);
        int[] copy = Arrays.copyOfRange(tokens, from, to);
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] <= FIRST_VARIABLE) {
                used.add(variables.get(FIRST_VARIABLE - copy[i]));
                copy[i] = FIRST_VARIABLE - (used.size() - 1);
            }
        }
        return new Template(copy, List.copyOf(used));
    }

    /** The pattern for one request; null when a variable has no value, or several, and no default. */
    @Nullable
    Glob glob(AccessRequest request) {
        int[] expanded = expand(request);
        return expanded == null ? null : Glob.of(expanded);
    }

    /** The pattern of a {@linkplain #constant() constant} template. */
    Glob constantGlob() {
        if (!constant()) {
            throw new IllegalStateException("has variables");
        }
        return Glob.of(tokens);
    }

    private int @Nullable [] expand(AccessRequest request) {
        if (constant()) {
            return tokens;
        }
        int[] expanded = new int[tokens.length + 64];
        int count = 0;
        for (int token : tokens) {
            String text = token <= FIRST_VARIABLE ? value(variables.get(FIRST_VARIABLE - token), request) : "";
            if (text == null) {
                return null;
            }
            int needed = count + Math.max(1, text.length());
            if (needed > expanded.length) {
                expanded = Arrays.copyOf(expanded, needed * 2);
            }
            if (token > FIRST_VARIABLE) {
                expanded[count++] = token;
            }
            for (int i = 0; i < text.length(); i++) {
                expanded[count++] = text.charAt(i);
            }
        }
        return Arrays.copyOf(expanded, count);
    }

    private static @Nullable String value(Variable variable, AccessRequest request) {
        List<String> values = ContextKeys.values(request, variable.lowerCaseKey());
        return values.size() == 1 ? values.getFirst() : variable.otherwise();
    }
}
