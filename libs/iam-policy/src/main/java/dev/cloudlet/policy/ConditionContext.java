package dev.cloudlet.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a request says about itself for the {@code Condition} element: aws:SourceIp, s3:prefix and so on. Names of keys are
 * compared without case. A key without values is the same as a missing key. Keys that follow from the caller
 * (aws:username, aws:PrincipalArn, aws:PrincipalTag/... ; see {@link AccessRequest}) need not be given.
 */
public final class ConditionContext {
    private static final ConditionContext EMPTY = new ConditionContext(Map.of());

    private final Map<String, List<String>> values;

    private ConditionContext(Map<String, List<String>> values) {
        this.values = values;
    }

    /** No keys. */
    public static ConditionContext empty() {
        return EMPTY;
    }

    /** Starts a context. */
    public static Builder builder() {
        return new Builder(new HashMap<>());
    }

    /** Starts a context with all keys of this one. */
    public Builder toBuilder() {
        return new Builder(new HashMap<>(values));
    }

    /** The values of a key in any case; empty when the key is missing. */
    public List<String> get(String key) {
        return lowerCase(key.toLowerCase(Locale.ROOT));
    }

    /** All keys, in lower case. */
    public Map<String, List<String>> all() {
        return values;
    }

    List<String> lowerCase(String lowerCaseKey) {
        return values.getOrDefault(lowerCaseKey, List.of());
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects keys; a key put twice keeps the last values. */
    public static final class Builder {
        private final Map<String, List<String>> values;

        private Builder(Map<String, List<String>> values) {
            this.values = values;
        }

        /** Sets the value or values of a key. */
        public Builder put(String key, String... keyValues) {
            return put(key, List.of(keyValues));
        }

        /** Sets the values of a key. */
        public Builder put(String key, List<String> keyValues) {
            values.put(key.toLowerCase(Locale.ROOT), List.copyOf(keyValues));
            return this;
        }

        /** Sets every key of another context. */
        public Builder putAll(ConditionContext other) {
            values.putAll(other.values);
            return this;
        }

        /** The context so far. */
        public ConditionContext build() {
            return new ConditionContext(Map.copyOf(values));
        }
    }
}
