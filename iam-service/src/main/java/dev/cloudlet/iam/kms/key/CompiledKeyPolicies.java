package dev.cloudlet.iam.kms.key;

import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Key policies that were compiled lately: each use of a key asks its policy, which rarely changes. */
final class CompiledKeyPolicies {
    private static final int MOST = 500;

    private final Map<String, PolicyDocument> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyDocument> eldest) {
            return size() > MOST;
        }
    };

    PolicyDocument get(String document) {
        synchronized (compiled) {
            PolicyDocument known = compiled.get(document);
            if (known != null) {
                return known;
            }
        }
        PolicyDocument parsed = PolicyDocument.parse(document, PolicyKind.KEY);
        synchronized (compiled) {
            compiled.put(document, parsed);
        }
        return parsed;
    }
}
