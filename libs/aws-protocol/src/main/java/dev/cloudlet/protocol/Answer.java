package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer being put together. */
final class Answer {
    private static final byte[] NOTHING = {};

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private byte[] body = NOTHING;

    Answer(int status) {
        this.status = status;
    }

    Answer status(int value) {
        status = value;
        return this;
    }

    /** Sets a header. Line ends, which would start another header, become spaces. */
    Answer header(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value.replaceAll("[\\r\\n\\x00]", " "))));
        return this;
    }

    /** Sets the body, and its type unless the operation itself set one. */
    Answer body(byte[] bytes, String contentType) {
        body = bytes;
        headers.computeIfAbsent("Content-Type", name -> List.of(contentType));
        return this;
    }

    /** Sets the type of a body that follows as a stream. */
    Answer streamOf(String contentType) {
        return body(NOTHING, contentType);
    }

    Answer withoutBody() {
        body = NOTHING;
        return this;
    }

    WireResponse done() {
        return new WireResponse(status, new LinkedHashMap<>(headers), body);
    }
}
