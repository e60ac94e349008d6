package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.List;

/** The URI pattern of one REST operation, taken apart. */
final class Route {
    private Route() {}

    static List<String> labels(String uri) {
        List<String> names = new ArrayList<>();
        int end = uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?');
        for (int open = uri.indexOf('{'); open >= 0 && open < end; open = uri.indexOf('{', open + 1)) {
            String name = uri.substring(open + 1, uri.indexOf('}', open));
            names.add(name.endsWith("+") ? name.substring(0, name.length() - 1) : name);
        }
        return List.copyOf(names);
    }
}
