package dev.cloudlet.e2e.input;

import java.util.Map;

/** A request before it is signed. */
record Sketch(String method, String path, String query, Map<String, String> headers, byte[] body) {

    Sketch withBody(byte[] other) {
        return new Sketch(method, path, query, headers, other);
    }
}
