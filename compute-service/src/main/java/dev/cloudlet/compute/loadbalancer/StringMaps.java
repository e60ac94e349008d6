package dev.cloudlet.compute.loadbalancer;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Attributes by their names, as a JSON column holds them. */
public final class StringMaps {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StringMaps() {}

    /** As JSON. */
    public static String text(Map<String, String> map) {
        ObjectNode node = JSON.createObjectNode();
        map.forEach(node::put);
        return node.toString();
    }

    /** From JSON. */
    public static Map<String, String> read(String text) {
        Map<String, String> map = new TreeMap<>();
        JSON.readTree(text)
                .properties()
                .forEach(each -> map.put(each.getKey(), each.getValue().asString()));
        return map;
    }
}
