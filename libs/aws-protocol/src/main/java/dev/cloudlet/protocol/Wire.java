package dev.cloudlet.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One codec for every operation of a set of services: from HTTP to the SDK's request objects and from
 * the SDK's response objects to HTTP, in each of AWS's protocols. Thread-safe.
 */
public final class Wire {
    private static final Target NOBODY = new Target(ServiceModel.unknown("", Protocol.REST_XML), Protocol.REST_XML);

    private final Map<String, ServiceModel> byId;
    private final Map<String, OperationModel> byRequestClass = new HashMap<>();
    private final TargetFinder finder;

    private Wire(Map<String, ServiceModel> byId) {
        this.byId = byId;
        this.finder = new TargetFinder(byId);
        for (ServiceModel service : byId.values()) {
            for (OperationModel operation : service.operations()) {
                if (operation.known()) {
                    byRequestClass.put(operation.className("Request"), operation);
                }
            }
        }
    }

    /**
     * A codec for these services.
     *
     * @param serviceIds signing names: iam sts s3 ec2 autoscaling elasticloadbalancing monitoring logs
     *     cloudtrail codebuild codedeploy kms events cloudfront route53 xray
     * @throws IllegalArgumentException if there is no operation table of such a service
     */
    public static Wire of(Collection<String> serviceIds) {
        Map<String, ServiceModel> byId = new LinkedHashMap<>();
        serviceIds.forEach(id -> byId.computeIfAbsent(id, TableReader::read));
        return new Wire(byId);
    }

    /** The services of this codec. */
    public Collection<ServiceModel> services() {
        return List.copyOf(byId.values());
    }

    /** The service of this signing name, or null. */
    public @Nullable ServiceModel service(String id) {
        return byId.get(id);
    }

    /**
     * Whether the head alone does not tell the service: an unsigned form, such as AssumeRoleWithSAML. Then
     * {@link #target(RequestHead, byte[])} tells.
     */
    public boolean needsBody(RequestHead head) {
        return finder.needsBody(head);
    }

    /** Service and protocol of a request, from its head. A service this cloud lacks has no operations. */
    public Target target(RequestHead head) {
        return finder.find(head, new byte[0]);
    }

    /** Service and protocol of a request, from its head and, for an unsigned form, its Action and Version. */
    public Target target(RequestHead head, byte[] body) {
        return finder.find(head, body);
    }

    /**
     * The operation of a request.
     *
     * @param body the body; REST protocols do not look at it, it may be empty
     * @throws AwsException in the protocol's own way, if there is no such operation
     */
    public OperationModel operation(Target target, RequestHead head, byte[] body) {
        try {
            return new OperationFinder(target, head).find(body);
        } catch (MalformedException e) {
            throw S3Quirks.isS3(target.service()) ? Refusals.malformedHead(e) : Refusals.malformed(target, e);
        }
    }

    /** The operation whose request has this class, without loading any other class; null if there is none. */
    public @Nullable OperationModel operationOf(Class<?> requestClass) {
        return byRequestClass.get(requestClass.getName());
    }

    /**
     * The request object, valid as the service's model demands.
     *
     * @param body the whole body, without aws-chunked framing; ignored if the operation's input is a stream
     * @throws AwsException in the service's own way, if the request is malformed or invalid
     */
    public SdkPojo decode(Target target, OperationModel operation, RequestHead head, byte[] body) {
        return decode(target, operation, head, body, heard -> {});
    }

    /**
     * As {@link #decode(Target, OperationModel, RequestHead, byte[])}.
     *
     * @param heard is told what could be read before the request is refused or returned: it may lack members and hold
     *     values that the model forbids
     */
    public SdkPojo decode(
            Target target, OperationModel operation, RequestHead head, byte[] body, Consumer<SdkPojo> heard) {
        return new RequestDecoder(target, operation, head, heard).decode(body);
    }

    /** An answer of success. If the operation's output is a stream, the body is empty. */
    public WireResponse encode(Target target, OperationModel operation, SdkPojo response, String requestId) {
        return new ResponseEncoder(target, operation).encode(response, requestId);
    }

    /**
     * An answer of failure.
     *
     * @param target where the request went, if that was found out; S3's form is used otherwise
     * @param operation the operation, if it was found; the answer to a HEAD request has no body
     * @param resourcePath the path of the request, which S3 repeats
     */
    public WireResponse encodeError(
            @Nullable Target target,
            @Nullable OperationModel operation,
            AwsException error,
            String requestId,
            String resourcePath) {
        WireResponse response =
                new ErrorEncoder(target == null ? NOBODY : target, error, requestId).encode(resourcePath);
        boolean head = operation != null && operation.httpMethod().equals("HEAD");
        return head ? new WireResponse(response.status(), response.headers(), new byte[0]) : response;
    }

    /** The request's id, in the header where clients of this service look for it. */
    static void identify(Answer answer, Target target, String requestId) {
        if (S3Quirks.isS3(target.service())) {
            answer.header("x-amz-request-id", requestId).header("x-amz-id-2", ErrorEncoder.hostId(requestId));
        } else {
            answer.header("x-amzn-RequestId", requestId);
        }
        if (target.protocol() == Protocol.RPC_V2_CBOR) {
            answer.header("smithy-protocol", "rpc-v2-cbor");
        }
    }
}
