package dev.cloudlet.kit.trail;

import dev.cloudlet.protocol.Members;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request or response as the trail shows it: without secrets, and short. */
final class PojoJson {
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|sessiontoken|privatekey|keymaterial|plaintext|userdata|ssecustomerkey|passphrase).*");
    /** What CloudTrail leaves out: the data themselves, which may be large and hold anything. */
    private static final Pattern DATA = Pattern.compile("(?i)logEvents|logEventMessages|metricData|entityMetricData");

    private static final int MOST_CHARACTERS = 2_048;
    private static final int MOST_ELEMENTS = 100;
    private static final int DEEPEST = 12;

    private final JsonMapper json;

    PojoJson(JsonMapper json) {
        this.json = json;
    }

    /** The members that are there; null when there is none. */
    @Nullable
    JsonNode of(@Nullable SdkPojo pojo) {
        if (pojo == null) {
            return null;
        }
        ObjectNode node = object(pojo, 0);
        return node.isEmpty() ? null : node;
    }

    private ObjectNode object(SdkPojo pojo, int depth) {
        ObjectNode node = json.createObjectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Members.value(pojo, field.memberName());
            if (value != null && !DATA.matcher(field.memberName()).matches()) {
                String name = lowerFirst(field.memberName());
                node.set(
                        name,
                        SECRET.matcher(field.memberName()).matches()
                                ? json.getNodeFactory().stringNode(HIDDEN)
                                : value(value, depth + 1));
            }
        }
        return node;
    }

    private JsonNode value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            return json.getNodeFactory().nullNode();
        }
        return switch (value) {
            case null -> json.getNodeFactory().nullNode();
            case SdkPojo pojo -> object(pojo, depth);
            case Collection<?> list -> {
                ArrayNode array = json.createArrayNode();
                list.stream().limit(MOST_ELEMENTS).forEach(item -> array.add(value(item, depth + 1)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = json.createObjectNode();
                map.entrySet().stream()
                        .limit(MOST_ELEMENTS)
                        .forEach(e -> object.set(String.valueOf(e.getKey()), value(e.getValue(), depth + 1)));
                yield object;
            }
            case SdkBytes bytes -> json.getNodeFactory().stringNode(bytes.asByteArrayUnsafe().length + " bytes");
            case Boolean b -> json.getNodeFactory().booleanNode(b);
            case Integer n -> json.getNodeFactory().numberNode(n);
            case Long n -> json.getNodeFactory().numberNode(n);
            case Double n -> json.getNodeFactory().numberNode(n);
            default -> json.getNodeFactory().stringNode(shortened(String.valueOf(value)));
        };
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    private static String lowerFirst(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
