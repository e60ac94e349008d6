package dev.cloudlet.gateway.admin;

import dev.cloudlet.kit.authorization.Derivation;
import dev.cloudlet.kit.authorization.Derivation.Consulted;
import dev.cloudlet.kit.trail.Decisions;
import dev.cloudlet.kit.trail.Decisions.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Refusals for people at a terminal. What a client chose the words of controls no terminal. */
final class DecisionText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DecisionText() {}

    /** A line each. */
    static String list(Decisions found) {
        return found.decisions().stream()
                .map(d -> printable(String.join(
                                "  ",
                                d.time(),
                                d.requestId(),
                                d.derivation().principal(),
                                d.derivation().summary()))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** With all that led to them. */
    static String whole(Decisions found) {
        return found.decisions().stream().map(DecisionText::whole).collect(Collectors.joining("\n"));
    }

    private static String whole(Decision d) {
        Derivation derivation = d.derivation();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "call",
                List.of(d.service() + " " + d.operation() + " in " + d.region() + " at " + d.time() + ", "
                        + d.errorCode()));
        line(
                text,
                "principal",
                List.of(derivation.principal() + (d.accessKeyId().isEmpty() ? "" : " with key " + d.accessKeyId())));
        line(text, "action", List.of(derivation.action()));
        line(text, "resource", List.of(derivation.resource()));
        line(text, "context", context(derivation));
        line(
                text,
                "policies",
                derivation.policies().stream().map(DecisionText::consulted).toList());
        line(text, "refused by", refusedBy(derivation));
        return text.toString();
    }

    private static List<String> context(Derivation derivation) {
        return derivation.context().entrySet().stream()
                .map(key -> key.getKey() + " = " + String.join(", ", key.getValue()))
                .toList();
    }

    private static String consulted(Consulted policy) {
        String named = policy.kind() + " " + policy.policy();
        if (policy.effect() == null) {
            return named + " says nothing of it";
        }
        return named + (policy.effect().equals("Deny") ? " denies it: " : " allows it: ") + policy.statement();
    }

    private static List<String> refusedBy(Derivation derivation) {
        List<String> lines = new ArrayList<>(List.of(derivation.reason()));
        if (derivation.statement() != null) {
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(derivation.statement())
                    .lines()
                    .forEach(lines::add);
        }
        return lines;
    }

    private static void line(StringBuilder text, String title, List<String> lines) {
        String shown = title;
        for (String line : lines.isEmpty() ? List.of("none") : lines) {
            text.append("%-12s%s%n".formatted(shown, printable(line)));
            shown = "";
        }
    }

    private static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069]", "?");
    }
}
