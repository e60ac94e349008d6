package dev.cloudlet.protocol;

import dev.cloudlet.protocol.Violation.Demand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How each service and protocol says that a request makes no sense. */
final class Refusals {
    // JSON protocols answer 400 where REST answers 404.
    private static final ErrorCode UNKNOWN_RPC =
            new ErrorModel("UnknownOperationException", "UnknownOperationException", 400, true);
    // The services that have a code of their own for a value outside the model.
    private static final Map<String, ErrorCode> INVALID = Map.of(
            "logs", code("InvalidParameterException"),
            "codebuild", code("InvalidInputException"),
            "xray", code("InvalidRequestException"),
            "route53", code("InvalidInput"),
            "cloudfront", code("InvalidArgument"));
    private static final ErrorCode MISSING_BODY = code("MissingRequestBodyError");
    private static final ErrorCode INVALID_STORAGE_CLASS = code("InvalidStorageClass");

    // The first generation of load balancers shares the signing name.
    private static final String CLASSIC = "2012-06-01";

    private Refusals() {}

    private static ErrorCode code(String code) {
        return new ErrorModel(code, code, 400, true);
    }

    static AwsException noService(ServiceModel service) {
        return CommonError.NOT_IMPLEMENTED.of("The service " + service.id() + " is not part of this cloud.");
    }

    static AwsException notInSdk(OperationModel operation) {
        return CommonError.NOT_IMPLEMENTED.of("The operation " + operation.name() + " is not implemented.");
    }

    static AwsException noAction(Target target, @Nullable String action, @Nullable String version) {
        if (action == null || action.isEmpty()) {
            return CommonError.MISSING_ACTION.of("The request is missing an action or a required parameter.");
        }
        if (target.protocol() == Protocol.EC2) {
            return CommonError.INVALID_ACTION.of("The action " + action + " is not valid for this web service.");
        }
        if (target.service().id().equals("elasticloadbalancing") && CLASSIC.equals(version)) {
            return CommonError.NOT_IMPLEMENTED.of("Classic Load Balancers are not implemented: " + action);
        }
        return CommonError.INVALID_ACTION.of("Could not find operation " + action + " for version " + version);
    }

    static AwsException noRpc(String name) {
        return UNKNOWN_RPC.of("The operation " + name + " is not one of this service.");
    }

    static AwsException noRoute(Target target, RequestHead head) {
        if (!S3Quirks.isS3(target.service())) {
            return CommonError.UNKNOWN_OPERATION.of("There is no operation at " + head.method() + " " + head.rawPath());
        }
        int slash = head.rawPath().indexOf('/', 1);
        boolean object = slash > 0 && slash < head.rawPath().length() - 1;
        return CommonError.METHOD_NOT_ALLOWED
                .of("The specified method is not allowed against this resource.")
                .with("Method", head.method())
                .with("ResourceType", head.rawPath().equals("/") ? "SERVICE" : object ? "OBJECT" : "BUCKET");
    }

    /** Input that cannot be read. */
    static AwsException malformed(Target target, MalformedException e) {
        return switch (target.protocol()) {
            case JSON_1_0, JSON_1_1, RPC_V2_CBOR, REST_JSON ->
                new AwsException(CommonError.SERIALIZATION_EXCEPTION, words(e), e);
            case EC2 ->
                e.member().isEmpty()
                        ? new AwsException(CommonError.MALFORMED_INPUT, words(e), e)
                        : new AwsException(
                                CommonError.INVALID_PARAMETER_VALUE,
                                "Value (" + cut(e.value()) + ") for parameter " + e.member() + " is invalid.",
                                e);
            case QUERY -> new AwsException(CommonError.MALFORMED_INPUT, words(e), e);
            case REST_XML -> new AwsException(CommonError.MALFORMED_INPUT, words(e), e);
        };
    }

    /** A body of S3's that is not XML, or not the XML it should be. */
    static AwsException malformedXml(MalformedException e) {
        return new AwsException(
                CommonError.MALFORMED_XML,
                "The XML you provided was not well-formed or did not validate against our published schema",
                e);
    }

    /** A path, parameter or header of S3's that cannot be read. */
    static AwsException malformedHead(MalformedException e) {
        if (e.member().isEmpty()) {
            return new AwsException(CommonError.INVALID_URI, "Couldn't parse the specified URI.", e);
        }
        return new AwsException(CommonError.INVALID_ARGUMENT, "Provided value is not valid for " + e.member() + ".", e)
                .with("ArgumentName", e.member())
                .with("ArgumentValue", cut(e.value()));
    }

    private static String words(MalformedException e) {
        String at = e.member().isEmpty() ? "" : " at " + e.member();
        return e.getMessage() + at;
    }

    private static String cut(String value) {
        return value.length() > 100 ? value.substring(0, 100) + "..." : value;
    }

    /** Values that are not what the model demands. */
    static AwsException invalid(Target target, List<Violation> violations) {
        Violation first = violations.getFirst();
        return switch (target.service().id()) {
            case "ec2" -> ec2(first);
            case "s3" -> s3(first);
            case "codedeploy" -> ownError(target.service(), first, shared(violations));
            case "cloudtrail" -> cloudTrail(target.service(), first, shared(violations));
            case "monitoring" ->
                first.missing()
                        ? CommonError.MISSING_PARAMETER.of(missing(violations))
                        : validation(target).of(shared(violations));
            case "iam" ->
                first.demand() instanceof Demand.Match match && match.pattern().equals("[\\w+=,.@-]+")
                        ? CommonError.VALIDATION_ERROR.of("The specified value for " + first.path()
                                + " is invalid. It must contain only alphanumeric characters and/or the following:"
                                + " +=,.@_-")
                        : CommonError.VALIDATION_ERROR.of(shared(violations));
            default ->
                INVALID.getOrDefault(target.service().id(), validation(target)).of(shared(violations));
        };
    }

    private static ErrorCode validation(Target target) {
        return target.protocol().isForm() ? CommonError.VALIDATION_ERROR : CommonError.VALIDATION_EXCEPTION;
    }

    private static String shared(List<Violation> violations) {
        return violations.size() + (violations.size() == 1 ? " validation error" : " validation errors") + " detected: "
                + violations.stream().map(Violation::sentence).collect(Collectors.joining("; "));
    }

    private static AwsException ec2(Violation violation) {
        String name = violation.field().in;
        if (violation.missing()) {
            return CommonError.MISSING_PARAMETER.of("The request must contain the parameter " + name);
        }
        String start = "Value ( " + violation.value() + " ) for parameter " + name + " is invalid.";
        return CommonError.INVALID_PARAMETER_VALUE.of(
                switch (violation.demand()) {
                    case Demand.Size size ->
                        start + " Expecting a value "
                                + (size.atLeast() ? "greater than or equal to " : "less than or equal to ")
                                + size.number() + ".";
                    default -> start + " " + violation.demand().words() + ".";
                });
    }

    private static AwsException s3(Violation violation) {
        Field top = violation.top();
        if (top.payload && violation.missing() && violation.field() == top) {
            return MISSING_BODY.of("Request Body is empty");
        }
        if (top.inBody()) {
            return malformedXml(new MalformedException(violation.sentence()));
        }
        if (top.member.equals("StorageClass")) {
            return INVALID_STORAGE_CLASS.of("The storage class you specified is not valid");
        }
        if (violation.missing()) {
            return CommonError.INVALID_REQUEST.of(
                    "Missing required header for this request: " + top.in.toLowerCase(Locale.ROOT));
        }
        return CommonError.INVALID_ARGUMENT
                .of("Provided value is not valid for " + top.in + ".")
                .with("ArgumentName", top.in)
                .with("ArgumentValue", String.valueOf(violation.value()));
    }

    /** CloudWatch names each missing parameter on a line of its own, as forms name it. */
    private static String missing(List<Violation> violations) {
        return violations.stream()
                .filter(Violation::missing)
                .map(violation -> "The parameter " + violation.parameter() + " is required.")
                .collect(Collectors.joining("\n"));
    }

    private static AwsException cloudTrail(ServiceModel service, Violation first, String shared) {
        boolean page = first.top().member.equals("MaxResults");
        return ownError(
                service,
                first,
                page
                        ? "A max results value of " + first.value()
                                + " is invalid. Specify max results between 1 and 50."
                        : shared);
    }

    /** Some services have an error for each member: ApplicationNameRequiredException, InvalidApplicationNameException. */
    private static AwsException ownError(ServiceModel service, Violation violation, String words) {
        String member = violation.top().member;
        String name = Character.toUpperCase(member.charAt(0)) + member.substring(1);
        ErrorModel own =
                service.error(violation.missing() ? name + "RequiredException" : "Invalid" + name + "Exception");
        if (own == null) {
            return CommonError.VALIDATION_EXCEPTION.of(words);
        }
        return own.of(violation.missing() ? "The " + spaced(member) + " is required." : words);
    }

    private static String spaced(String member) {
        return member.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
