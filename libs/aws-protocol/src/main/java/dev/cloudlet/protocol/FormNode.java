package dev.cloudlet.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A form as a tree: {@code Tags.member.1.Key=a} is four steps down. */
final class FormNode {
    // Far above any request of AWS's, which are refused by size long before.
    private static final int MAX_PARAMETERS = 20_000;
    private static final int MAX_DEPTH = 32;

    private @Nullable String value;
    private @Nullable Map<String, FormNode> children;

    /** The parameters of a request: of its query, and of its body if that is a form. */
    static FormNode read(RequestHead head, byte[] body) {
        return head.method().equals("POST") ? parse(head.rawQuery(), Urls.utf8(body)) : parse(head.rawQuery());
    }

    /** Reads the parameters of a query, a form, or both; later ones win. */
    static FormNode parse(String... forms) {
        FormNode root = new FormNode();
        int parameters = 0;
        for (String form : forms) {
            for (String pair : form.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                if (++parameters > MAX_PARAMETERS) {
                    throw new MalformedException("more than " + MAX_PARAMETERS + " parameters");
                }
                int equals = pair.indexOf('=');
                String name = Urls.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
                root.descend(name).value = equals < 0 ? "" : Urls.decodeQuery(pair.substring(equals + 1));
            }
        }
        return root;
    }

    private FormNode descend(String path) {
        FormNode node = this;
        int start = 0;
        for (int depth = 0; ; depth++) {
            if (depth == MAX_DEPTH) {
                throw new MalformedException("a parameter is nested too deeply");
            }
            int dot = path.indexOf('.', start);
            node = node.make(dot < 0 ? path.substring(start) : path.substring(start, dot));
            if (dot < 0) {
                return node;
            }
            start = dot + 1;
        }
    }

    private FormNode make(String name) {
        if (children == null) {
            children = new HashMap<>();
        }
        return children.computeIfAbsent(name, n -> new FormNode());
    }

    @Nullable
    String value() {
        return value;
    }

    /** The value of a child, or null. */
    @Nullable
    String value(String name) {
        FormNode child = child(name);
        return child == null ? null : child.value;
    }

    @Nullable
    FormNode child(String name) {
        return children == null ? null : children.get(name);
    }

    boolean isLeaf() {
        return children == null;
    }

    /** The children whose names are numbers, in the order of the numbers, whatever gaps there are. */
    Collection<FormNode> numbered() {
        if (children == null) {
            return List.of();
        }
        TreeMap<Integer, FormNode> sorted = new TreeMap<>();
        for (var child : children.entrySet()) {
            if (!child.getKey().isEmpty() && child.getKey().chars().allMatch(c -> c >= '0' && c <= '9')) {
                sorted.put(index(child.getKey()), child.getValue());
            }
        }
        return sorted.values();
    }

    private static int index(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new MalformedException("an index is too large", e);
        }
    }
}
