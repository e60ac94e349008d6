package dev.cloudlet.kit.authorization;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.protocol.Members;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** One {@link Authorize} declaration, ready to be asked for a request. */
public record Requirement(String action, ArnTemplate resource, List<Key> keys) {

    /** A condition key whose value is a member of the request. */
    record Key(String name, String member) {}

    /** Reads a declaration; a malformed one is found here, at start. */
    public static Requirement of(Authorize declared, Map<String, ArnSource> sources) {
        List<Key> keys = Arrays.stream(declared.keys())
                .map(k -> {
                    int eq = k.indexOf("={");
                    if (eq < 0 || !k.endsWith("}")) {
                        throw new IllegalArgumentException("a key is written key={Member}: " + k);
                    }
                    return new Key(k.substring(0, eq), k.substring(eq + 2, k.length() - 1));
                })
                .toList();
        return new Requirement(declared.action(), new ArnTemplate(declared.resource(), sources), keys);
    }

    /** The condition keys that the request has a value for. */
    public Map<String, String> conditionKeys(SdkPojo request) {
        Map<String, String> found = new HashMap<>();
        for (Key key : keys) {
            Object value = Members.value(request, key.member());
            if (value != null) {
                found.put(key.name(), String.valueOf(value));
            }
        }
        return found;
    }
}
