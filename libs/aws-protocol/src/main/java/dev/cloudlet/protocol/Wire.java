package dev.cloudlet.protocol;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One codec for every operation of a set of services: from HTTP to the SDK's request objects and from
 * the SDK's response objects to HTTP, in each of AWS's protocols. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester") // the bodies follow in the next commits
public final class Wire {
    private Wire() {}

    /**
     * A codec for these services.
     *
     * @param serviceIds signing names: iam sts s3 ec2 autoscaling elasticloadbalancing monitoring logs
     *     cloudtrail codebuild codedeploy kms events cloudfront route53 xray
     * @throws IllegalArgumentException if there is no operation table of such a service
     */
    public static Wire of(Collection<String> serviceIds) {
        throw new UnsupportedOperationException("under construction");
    }

    /** The services of this codec. */
    public Collection<ServiceModel> services() {
        return List.of();
    }

    /** The service of this signing name, or null. */
    public @Nullable ServiceModel service(String id) {
        return null;
    }

    /**
     * Whether the head alone does not tell the service: an unsigned form, such as AssumeRoleWithSAML. Then
     * {@link #target(RequestHead, byte[])} tells.
     */
    public boolean needsBody(RequestHead head) {
        throw new UnsupportedOperationException("under construction");
    }

    /** Service and protocol of a request, from its head. A service this cloud lacks has no operations. */
    public Target target(RequestHead head) {
        throw new UnsupportedOperationException("under construction");
    }

    /** Service and protocol of a request, from its head and, for an unsigned form, its Action and Version. */
    public Target target(RequestHead head, byte[] body) {
        throw new UnsupportedOperationException("under construction");
    }

    /**
     * The operation of a request.
     *
     * @param body the body; REST protocols do not look at it, it may be empty
     * @throws AwsException in the protocol's own way, if there is no such operation
     */
    public OperationModel operation(Target target, RequestHead head, byte[] body) {
        throw new UnsupportedOperationException("under construction");
    }

    /** The operation whose request has this class, without loading any other class; null if there is none. */
    public @Nullable OperationModel operationOf(Class<?> requestClass) {
        return null;
    }

    /**
     * The request object, valid as the service's model demands.
     *
     * @param body the whole body, without aws-chunked framing; ignored if the operation's input is a stream
     * @throws AwsException in the service's own way, if the request is malformed or invalid
     */
    public SdkPojo decode(Target target, OperationModel operation, RequestHead head, byte[] body) {
        throw new UnsupportedOperationException("under construction");
    }

    /** An answer of success. If the operation's output is a stream, the body is empty. */
    public WireResponse encode(Target target, OperationModel operation, SdkPojo response, String requestId) {
        throw new UnsupportedOperationException("under construction");
    }

    /**
     * An answer of failure.
     *
     * @param operation the operation, if it was found; the answer to a HEAD request has no body
     * @param resourcePath the path of the request, which S3 repeats
     */
    public WireResponse encodeError(
            @Nullable Target target,
            @Nullable OperationModel operation,
            AwsException error,
            String requestId,
            String resourcePath) {
        throw new UnsupportedOperationException("under construction");
    }
}
