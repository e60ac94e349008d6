package dev.cloudlet.policy;

import java.util.Locale;

/** A request prepared for many comparisons. */
final class RequestView {
    private final AccessRequest request;
    private final boolean boundary;
    private final String action;
    private final String service;
    private final ArnText resource;

    RequestView(AccessRequest request, boolean boundary) {
        this.request = request;
        this.boundary = boundary;
        this.action = request.action().toLowerCase(Locale.ROOT);
        this.service = action.substring(0, action.indexOf(':'));
        this.resource = new ArnText(request.resource());
    }

    AccessRequest request() {
        return request;
    }

    /** Whether the caller has a permissions boundary. */
    boolean boundary() {
        return boundary;
    }

    /** In lower case. */
    String action() {
        return action;
    }

    /** The part of the action before the colon, in lower case. */
    String service() {
        return service;
    }

    ArnText resource() {
        return resource;
    }
}
