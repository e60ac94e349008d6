package dev.cloudlet.compute.agent;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;

/** Counts how deep lists and mappings are nested, before anything recursive reads them. */
final class YamlDepth {
    private YamlDepth() {}

    static void check(LoadSettings settings, String text, int most) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > most) {
                throw YamlFile.invalid("it is nested deeper than " + most + " levels");
            }
        }
    }
}
