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
                        "Condition field '%s' must be one of '[path-pattern, host-header, http-header, query-string,"
                                + " http-request-method, source-ip]'",
                        wanted.field());
        };
    }

    private static RuleCondition host(RuleCondition wanted) {
        HostHeaderConditionConfig config = wanted.hostHeaderConfig();
        requireOneForm(wanted, config != null, "HostHeaderConfig");
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
        requireOneForm(wanted, config != null, "PathPatternConfig");
        List<String> values = config == null ? wanted.values() : config.values();
        requireValues(wanted.field(), values, "[A-Za-z0-9_\\-.$/~\"'@:+&*?]+");
        return RuleCondition.builder()
                .field(wanted.field())
                .values(values)
                .pathPatternConfig(c -> c.values(values))
                .build();
    }

    private static void requireOneForm(RuleCondition wanted, boolean configured, String config) {
        if (configured && !wanted.values().isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of(
                    "You cannot provide both Values and '%s' for a condition of type '%s'", config, wanted.field());
        }
    }

    private static RuleCondition header(RuleCondition wanted) {
        HttpHeaderConditionConfig config = wanted.httpHeaderConfig();
        if (config == null || config.httpHeaderName() == null) {
            throw ElbError.VALIDATION_ERROR.of("A 'HttpHeaderConfig' must be specified with 'http-header'");
        }
        if (config.httpHeaderName().length() > LONGEST_HEADER) {
            throw ElbError.VALIDATION_ERROR.of(
                    "The 'HttpHeaderName' value is too long; the limit is '%d'", LONGEST_HEADER);
        }
        if (!config.httpHeaderName().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
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
            throw ElbError.VALIDATION_ERROR.of("A 'QueryStringConfig' must be specified with 'query-string'");
        }
        wanted.queryStringConfig().values().forEach(each -> {
            if (each.value() == null) {
                throw ElbError.VALIDATION_ERROR.of("A 'Value' must be specified in 'QueryStringKeyValuePair'");
            }
            requireValues(wanted.field(), List.of(each.value()), "[\\x20-\\x7e]+");
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
        if (wanted.httpRequestMethodConfig() == null) {
            throw ElbError.VALIDATION_ERROR.of(
                    "A 'HttpRequestMethodConfig' must be specified with 'http-request-method'");
        }
        for (String value : wanted.httpRequestMethodConfig().values()) {
            if (!value.matches("[A-Z_-]+")) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The 'http-request-method' value is invalid; the allowed characters are A-Z, hyphen and"
                                + " underscore");
            }
        }
        requireValues(wanted.field(), wanted.httpRequestMethodConfig().values(), "[A-Z_-]{1,40}");
        return RuleCondition.builder()
                .field(wanted.field())
                .httpRequestMethodConfig(wanted.httpRequestMethodConfig())
                .build();
    }

    private static RuleCondition source(RuleCondition wanted) {
        if (wanted.sourceIpConfig() == null) {
            throw ElbError.VALIDATION_ERROR.of("A 'SourceIpConfig' must be specified with 'source-ip'");
        }
        for (String value : wanted.sourceIpConfig().values()) {
            try {
                Cidr.parse(value);
            } catch (SandboxException malformed) {
                throw notBlock(value);
            }
            if (value.indexOf('/') < 0) {
                throw notBlock(value);
            }
        }
        requireValues(wanted.field(), wanted.sourceIpConfig().values(), "[0-9./]+");
        return RuleCondition.builder()
                .field(wanted.field())
                .sourceIpConfig(wanted.sourceIpConfig())
                .build();
    }

    private static RuntimeException notBlock(String value) {
        return ElbError.VALIDATION_ERROR.of("'%s' is not a valid IPv4 CIDR block", value);
    }

    private static void requireValues(String field, List<String> values, String form) {
        if (values.isEmpty()) {
            throw ElbError.VALIDATION_ERROR.of("A condition value must be specified");
        }
        for (String value : values) {
            if (value.length() > LONGEST_VALUE) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The '%s' value is too long; the limit is '%d'", field, LONGEST_VALUE);
            }
            if (!value.matches(form)) {
                throw ElbError.VALIDATION_ERROR.of(
                        "The condition value '%s' contains a character that is not valid", value);
            }
        }
    }
}
