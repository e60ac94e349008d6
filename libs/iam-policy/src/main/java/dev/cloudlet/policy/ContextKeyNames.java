package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects names of context keys as they are written; one that comes again in another case is the same. */
final class ContextKeyNames {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^*?$,'{}\\s][^,'{}]*)");

    private final boolean variables;
    private final Map<String, String> byLowerCase = new TreeMap<>();

    /** @param variables whether <code>${...}</code> is a variable */
    ContextKeyNames(boolean variables) {
        this.variables = variables;
    }

    void add(String name) {
        byLowerCase.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }

    void addVariables(String text) {
        if (variables) {
            Matcher matcher = VARIABLE.matcher(text);
            while (matcher.find()) {
                add(matcher.group(1).strip());
            }
        }
    }

    List<String> all() {
        return new ArrayList<>(byLowerCase.values());
    }
}
