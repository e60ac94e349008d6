package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which statements of a policy can speak about an action of a service, so that the others need not be looked at. */
final class StatementIndex {
    private record Effects(List<Statement> allows, List<Statement> denies) {}

    private final Map<String, Effects> byService = new HashMap<>();
    private final Effects ofOtherServices;

    StatementIndex(List<Statement> statements) {
        Set<String> services = new HashSet<>();
        for (Statement statement : statements) {
            if (!statement.parts().notAction()) {
                statement.parts().actions().forEach(action -> services.add(action.service()));
            }
        }
        services.remove("*");
        services.forEach(service -> byService.put(service, effects(statements, service)));
        ofOtherServices = effects(statements, "");
    }

    private static Effects effects(List<Statement> statements, String service) {
        return new Effects(select(statements, service, Effect.ALLOW), select(statements, service, Effect.DENY));
    }

    private static List<Statement> select(List<Statement> statements, String service, Effect effect) {
        List<Statement> selected = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.effect() == effect && canSpeakAbout(statement, service)) {
                selected.add(statement);
            }
        }
        return List.copyOf(selected);
    }

    private static boolean canSpeakAbout(Statement statement, String service) {
        return statement.parts().notAction()
                || statement.parts().actions().stream()
                        .anyMatch(action ->
                                action.anyService() || action.service().equals(service));
    }

    List<Statement> allows(String service) {
        return byService.getOrDefault(service, ofOtherServices).allows();
    }

    List<Statement> denies(String service) {
        return byService.getOrDefault(service, ofOtherServices).denies();
    }
}
