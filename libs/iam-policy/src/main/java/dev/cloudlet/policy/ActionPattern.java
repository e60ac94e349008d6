package dev.cloudlet.policy;

import java.util.Locale;

/** An action with wildcards, compared without case. The service before the colon is a name or "*". */
final class ActionPattern {
    private final String service;
    private final Glob operation;

    private ActionPattern(String service, Glob operation) {
        this.service = service;
        this.operation = operation;
    }

    static ActionPattern of(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String service = colon < 0 ? "*" : lower.substring(0, colon);
        String operation = colon < 0 ? "*" : lower.substring(colon + 1);
        return new ActionPattern(service, Template.parse(operation, false, true).constantGlob());
    }

    boolean anyService() {
        return service.equals("*");
    }

    String service() {
        return service;
    }

    boolean matches(RequestView request) {
        return (anyService() || service.equals(request.service()))
                && operation.matches(
                        request.action(),
                        request.service().length() + 1,
                        request.action().length());
    }
}
