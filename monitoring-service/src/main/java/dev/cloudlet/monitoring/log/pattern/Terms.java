package dev.cloudlet.monitoring.log.pattern;

import java.util.List;
import java.util.Map;

/**
 * Text that a line must or must not contain.
 *
 * @param all every one of these
 * @param any at least one of these, if there are any; beside terms of the other kinds they are ignored, as on AWS
 * @param none not one of these
 */
record Terms(List<String> all, List<String> any, List<String> none) implements FilterPattern {

    @Override
    public boolean matches(String message) {
        if (all.isEmpty() && none.isEmpty() && !any.isEmpty()) {
            return any.stream().anyMatch(message::contains);
        }
        return all.stream().allMatch(message::contains) && none.stream().noneMatch(message::contains);
    }

    @Override
    public Map<String, String> extract(String message) {
        return Map.of();
    }
}
