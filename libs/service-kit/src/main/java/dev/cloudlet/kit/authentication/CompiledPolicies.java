package dev.cloudlet.kit.authentication;

import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Policies that were compiled lately. Callers are asked for again every second, but what their policies say rarely changes. */
final class CompiledPolicies {
    private static final int MOST = 1_000;

    private final Map<Key, PolicyDocument> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PolicyDocument> eldest) {
            return size() > MOST;
        }
    };

    private record Key(PolicyKind kind, String json) {}

    PolicyDocument get(String json, PolicyKind kind) {
        Key key = new Key(kind, json);
        synchronized (compiled) {
            PolicyDocument known = compiled.get(key);
            if (known != null) {
                return known;
            }
        }
        PolicyDocument document = PolicyDocument.parse(json, kind);
        synchronized (compiled) {
            compiled.put(key, document);
        }
        return document;
    }
}
