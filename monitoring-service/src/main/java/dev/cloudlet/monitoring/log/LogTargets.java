package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.RESOURCE_NOT_FOUND_EXCEPTION;

import dev.cloudlet.kit.call.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the group or stream that a request names, once its caller is known to be allowed. */
@Component
class LogTargets {
    /** Of a group, for IAM: groups are asked about as if they were a stream without a name, as AWS's refusals show. */
    static final String GROUP = "arn:aws:logs:{region}:{account}:log-group:{logGroupName|}:log-stream:";

    static final String STREAM = "arn:aws:logs:{region}:{account}:log-group:{logGroupName}:log-stream:{logStreamName}";

    private static final Pattern ARN =
            Pattern.compile("arn:aws:logs:([a-z0-9-]+):(\\d{12}):log-group:([.\\-_/#A-Za-z0-9]{1,512})(:\\*)?");
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    private final LogGroups groups;
    private final LogStreams streams;

    LogTargets(LogGroups groups, LogStreams streams) {
        this.groups = groups;
        this.streams = streams;
    }

    LogGroup group(Call call, String name) {
        return groups.find(call.account(), call.region(), name).orElseThrow(LogTargets::noGroup);
    }

    /** The group that either member names; requires permission for the action on it, or on one of its streams. */
    LogGroup authorized(
            Call call, String action, @Nullable String name, @Nullable String identifier, @Nullable String stream) {
        if (name != null && identifier != null) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "LogGroupName and LogGroupIdentifier are mutually exclusive and you have specified both.");
        }
        String given = name != null ? name : identifier;
        if (given == null) {
            throw INVALID_PARAMETER_EXCEPTION.of("One of LogGroupName and LogGroupIdentifier must be specified.");
        }
        String plain = name(call, given);
        call.authorize(action, call.arn("log-group:" + plain + ":log-stream:" + (stream == null ? "" : stream)));
        return group(call, plain);
    }

    /** The name of a group given by name or ARN. */
    static String name(Call call, String identifier) {
        Matcher arn = ARN.matcher(identifier);
        if (arn.matches()) {
            if (!arn.group(1).equals(call.region()) || !arn.group(2).equals(call.account())) {
                throw noGroup();
            }
            return arn.group(3);
        }
        if (!NAME.matcher(identifier).matches()) {
            throw INVALID_PARAMETER_EXCEPTION.of("The log group identifier is neither a name nor an ARN.");
        }
        return identifier;
    }

    LogStream stream(LogGroup group, String name) {
        requireStreamName(name);
        return streams.find(group, name).orElseThrow(LogTargets::noStream);
    }

    static void requireStreamName(@Nullable String name) {
        if (name != null && name.chars().anyMatch(c -> c == ':' || c == '*' || c == 0)) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "1 validation error detected: Value at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*");
        }
    }

    static RuntimeException noGroup() {
        return RESOURCE_NOT_FOUND_EXCEPTION.of("The specified log group does not exist.");
    }

    static RuntimeException noStream() {
        return RESOURCE_NOT_FOUND_EXCEPTION.of("The specified log stream does not exist.");
    }
}
