package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.kit.authorization.CallPermissions;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.RequestHead;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * KMS as one caller has it: operations are called as the pipeline calls them, in one transaction, and what policies say is
 * really decided.
 */
public record Kms(IamFixture iam, Principal caller, PolicySet policies, String region) {

    /** As the account's root. */
    public static Kms of(IamFixture iam) {
        return new Kms(iam, new Principal.AccountRoot(IamFixture.ACCOUNT), PolicySet.none(), "us-east-1");
    }

    /** As somebody else, whose only policy is this one. */
    public Kms as(Principal somebody, String policy) {
        NamedPolicy own = new NamedPolicy("own", PolicyDocument.parse(policy, PolicyKind.IDENTITY));
        return new Kms(iam, somebody, PolicySet.ofIdentity(List.of(own)), region);
    }

    /** As somebody else, without any policy. */
    public Kms as(Principal somebody) {
        return new Kms(iam, somebody, PolicySet.none(), region);
    }

    public Kms in(String otherRegion) {
        return new Kms(iam, caller, policies, otherRegion);
    }

    public KeyMetadata createKey() {
        return createKey(CreateKeyRequest.builder().build());
    }

    public KeyMetadata createKey(CreateKeyRequest request) {
        return ask(request, CreateKeyResponse.class).keyMetadata();
    }

    /** Calls the operation of this request. */
    public <R extends AwsResponse> R ask(AwsRequest request, Class<R> response) {
        for (Object bean : iam.beans(AwsOperations.class)) {
            for (Method method : bean.getClass().getDeclaredMethods()) {
                if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {Call.class, request.getClass()})) {
                    String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
                    return response.cast(iam.run(() -> invoke(method, bean, call(operation), request)));
                }
            }
        }
        throw new AssertionError("no operation takes " + request.getClass());
    }

    /** As {@link #ask}, when the answer does not matter. */
    public void ask(AwsRequest request) {
        ask(request, AwsResponse.class);
    }

    /** The error that a request gets, as {@code Code: message}. */
    public String refusal(AwsRequest request) {
        Throwable thrown = catchThrowable(() -> ask(request, AwsResponse.class));
        assertThat(thrown).as("%s", request).isInstanceOf(AwsException.class);
        AwsException refused = (AwsException) thrown;
        return refused.code() + ": " + refused.message();
    }

    public Call call(String operation) {
        CallPermissions permissions = new CallPermissions(
                caller, policies, ConditionContext.empty(), List.copyOf(iam.beansOf(ResourcePolicies.class)), "kms");
        return new Call(
                "request-1",
                caller.accountId(),
                region,
                caller,
                "kms",
                operation,
                iam.now(),
                "127.0.0.1",
                new RequestHead("POST", "/", "", Map.of()),
                permissions);
    }

    public static SdkBytes bytes(String text) {
        return SdkBytes.fromUtf8String(text);
    }

    private static Object invoke(Method method, Object bean, Call call, AwsRequest request) {
        method.setAccessible(true);
        try {
            return method.invoke(bean, call, request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
