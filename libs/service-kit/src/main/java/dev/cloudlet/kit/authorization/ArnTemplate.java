package dev.cloudlet.kit.authorization;

import dev.cloudlet.protocol.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A resource ARN with placeholders, as written in {@link dev.cloudlet.kit.call.Authorize#resource()}. */
public final class ArnTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:([\\w-]+):)?(\\w+)(?:\\|([^}]*))?}");

    private final String template;
    private final Map<String, ArnSource> sources;

    /**
     * @throws IllegalArgumentException when a placeholder names an ArnSource that is not there: found at start, not in a call
     */
    public ArnTemplate(String template, Map<String, ArnSource> sources) {
        this.template = template;
        this.sources = sources;
        Matcher m = PLACEHOLDER.matcher(template);
        while (m.find()) {
            if (m.group(1) != null && !sources.containsKey(m.group(1))) {
                throw new IllegalArgumentException("no ArnSource of kind " + m.group(1) + " for " + template);
            }
        }
    }

    /** The ARNs that this request is about: one, or one for each element of the first list-valued member. */
    public List<String> resolve(String account, String region, SdkPojo request) {
        List<String> resolved = List.of(template);
        Matcher m = PLACEHOLDER.matcher(template);
        while (m.find()) {
            String placeholder = m.group();
            List<String> values = values(m, account, region, request);
            List<String> next = new ArrayList<>();
            for (String partial : resolved) {
                for (String value : values) {
                    next.add(partial.replace(placeholder, value));
                }
            }
            resolved = next;
        }
        return resolved;
    }

    private List<String> values(Matcher m, String account, String region, SdkPojo request) {
        String name = m.group(2);
        if (name.equals("account")) {
            return List.of(account);
        }
        if (name.equals("region")) {
            return List.of(region);
        }
        Object member = Members.value(request, name);
        List<String> values = member instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : member == null ? List.of() : List.of(String.valueOf(member));
        ArnSource source = m.group(1) == null ? null : sources.get(m.group(1));
        if (source != null) {
            return values.isEmpty()
                    ? List.of(source.arn(account, region, null))
                    : values.stream().map(v -> source.arn(account, region, v)).toList();
        }
        return values.isEmpty() ? List.of(absent(m.group(3))) : values;
    }

    private static String absent(@Nullable String otherwise) {
        return otherwise == null ? "*" : otherwise;
    }
}
