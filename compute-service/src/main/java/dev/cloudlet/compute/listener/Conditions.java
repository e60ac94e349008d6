package dev.cloudlet.compute.listener;

import dev.cloudlet.compute.loadbalancer.ElbError;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HttpHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/**
 * Checks the conditions of a rule and brings them into the form in which AWS describes them.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">AWS</a>
 */
final class Conditions {
    private static final int MOST_VALUES = 5;
    private static final int LONGEST_VALUE = 128;
    private static final int LONGEST_HEADER = 40;
    private static final Set<String> ONCE = Set.of("host-header", "path-pattern", "http-request-method", "source-ip");

    private Conditions() {}

    static List<RuleCondition> of(List<RuleCondition> wanted) {
        if (wanted.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("A condition must be specified");
        }
        Set<String> fields = new HashSet<>();
        for (RuleCondition each : wanted) {
            if (!fields.add(String.valueOf(each.field())) && ONCE.contains(each.field())) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The condition field '%s' can only be specified once in a rule", each.field());
            }
        }
        List<RuleCondition> described =
                wanted.stream().map(Conditions::described).toList();
        int values = described.stream().mapToInt(Conditions::count).sum();
        if (values > MOST_VALUES) {
            throw ElbError.VALIDATION_ERROR.of("A rule can have a maximum of '%d' condition values", MOST_VALUES);
        }
        return described;
    }

    private static int count(RuleCondition condition) {
        return switch (condition.field()) {
            case "http-header" -> condition.httpHeaderConfig().values().size();
            case "query-string" -> condition.queryStringConfig().values().size();
            case "http-request-method" ->
                condition.httpRequestMethodConfig().values().size();
            case "source-ip" -> condition.sourceIpConfig().values().size();
            default -> condition.values().size();
        };
    }

    private static RuleCondition described(RuleCondition wanted) {
        if (!wanted.regexValues().isEmpty()) {
            throw ElbError.NOT_IMPLEMENTED.of("Regular expressions in conditions are not part of this cloud.");
        }
        return switch (String.valueOf(wanted.field())) {
            case "host-header" -> host(wanted);
            case "path-pattern" -> path(wanted);
            case "http-header" -> header(wanted);
            case "query-string" -> query(wanted);
            case "http-request-method" -> method(wanted);
            case "source-ip" -> source(wanted);
            default ->
                throw ElbError.VALIDATION_ERROR.of(
                        "Condition field '%s' must be one of '[path-pattern, host-header, http-header, query-string, http-request-method, source-ip]'",
                        wanted.field());
        };
    }

    private static RuleCondition host(RuleCondition wanted) {
        HostHeaderConditionConfig config = wanted.hostHeaderConfig();
        List<String> values = config == null ? wanted.values() : config.values();
        requireValues(wanted.field(), values, "[A-Za-z0-9.*?:-]+");
        return RuleCondition.builder()
                .field(wanted.field())
                .values(values)
                .hostHeaderConfig(c -> c.values(values))
                .build();
    }

    private static RuleCondition path(RuleCondition wanted) {
        PathPatternConditionConfig config = wanted.pathPatternConfig();
        List<String> values = config == null ? wanted.values() : config.values();
        requireValues(wanted.field(), values, "[A-Za-z0-9_\\-.$/~\"'@:+&*?]+");
        return RuleCondition.builder()
                .field(wanted.field())
                .values(values)
                .pathPatternConfig(c -> c.values(values))
                .build();
    }

    private static RuleCondition header(RuleCondition wanted) {
        HttpHeaderConditionConfig config = wanted.httpHeaderConfig();
        if (config == null || config.httpHeaderName() == null) {
            throw ElbError.VALIDATION_ERROR.of("An HTTP header name must be specified");
        }
        if (config.httpHeaderName().length() > LONGEST_HEADER
                || !config.httpHeaderName().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw ElbError.VALIDATION_ERROR.of("The HTTP header name '%s' is not valid", config.httpHeaderName());
        }
        requireValues(wanted.field(), config.values(), "[\\x20-\\x7e]+");
        return RuleCondition.builder()
                .field(wanted.field())
                .httpHeaderConfig(config)
                .build();
    }

    private static RuleCondition query(RuleCondition wanted) {
        if (wanted.queryStringConfig() == null
                || wanted.queryStringConfig().values().isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("A query string value must be specified");
        }
        wanted.queryStringConfig().values().forEach(each -> {
            requireValues(wanted.field(), List.of(String.valueOf(each.value())), "[\\x20-\\x7e]+");
            if (each.key() != null) {
                requireValues(wanted.field(), List.of(each.key()), "[\\x20-\\x7e]+");
            }
        });
        return RuleCondition.builder()
                .field(wanted.field())
                .queryStringConfig(wanted.queryStringConfig())
                .build();
    }

    private static RuleCondition method(RuleCondition wanted) {
        List<String> values = wanted.httpRequestMethodConfig() == null
                ? List.of()
                : wanted.httpRequestMethodConfig().values();
        requireValues(wanted.field(), values, "[A-Z_-]{1,40}");
        return RuleCondition.builder()
                .field(wanted.field())
                .httpRequestMethodConfig(wanted.httpRequestMethodConfig())
                .build();
    }

    private static RuleCondition source(RuleCondition wanted) {
        List<String> values = wanted.sourceIpConfig() == null
                ? List.of()
                : wanted.sourceIpConfig().values();
        requireValues(wanted.field(), values, "[0-9./]+");
        for (String value : values) {
            try {
                Cidr.parse(value);
            } catch (SandboxException malformed) {
                throw ElbError.VALIDATION_ERROR.of("'%s' is not a valid IPv4 CIDR block", value);
            }
        }
        return RuleCondition.builder()
                .field(wanted.field())
                .sourceIpConfig(wanted.sourceIpConfig())
                .build();
    }

    private static void requireValues(String field, List<String> values, String form) {
        if (values.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("A condition value must be specified for the field '%s'", field);
        }
        for (String value : values) {
            if (value.length() > LONGEST_VALUE) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The condition value '%s' cannot be longer than '%d' characters", value, LONGEST_VALUE);
            }
            if (!value.matches(form)) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The condition value '%s' contains a character that is not valid", value);
            }
        }
    }
}
