package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** Every error a service's model names becomes the SDK's exception of that name, with code, status, words and request id. */
class ErrorRoundTripTest {
    static final List<String> SERVICES = AwsModule.ALL;
    private static final String WORDS = "no <such> thing & é";

    @ParameterizedTest
    @FieldSource("SERVICES")
    void every_modelled_error_arrives_typed(String id) throws Exception {
        Wire wire = Wire.of(List.of(id));
        ServiceModel service = Objects.requireNonNull(wire.service(id));
        Map<String, String> failures = new TreeMap<>();
        try (WireServer server = new WireServer(wire);
                AwsModule module = new AwsModule(service, server.endpoint())) {
            Map<Class<?>, OperationModel> throwers = throwers(service, module);
            for (var thrown : throwers.entrySet()) {
                String failure = "not in the table";
                // Two errors of a model may share a class: LimitExceeded and LimitExceededException of CloudWatch.
                for (ErrorModel error : modelsOf(service, thrown.getKey())) {
                    failure =
                            failure == null ? null : failure(server, module, thrown.getValue(), thrown.getKey(), error);
                }
                if (failure != null) {
                    failures.put(
                            thrown.getKey().getSimpleName() + " of "
                                    + thrown.getValue().name(),
                            failure);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** For each exception class the client declares, one operation that throws it. */
    private static Map<Class<?>, OperationModel> throwers(ServiceModel service, AwsModule module) {
        Map<Class<?>, OperationModel> throwers = new LinkedHashMap<>();
        // EC2 models no errors, and looking would load all its classes.
        for (OperationModel operation : service.id().equals("ec2") ? List.<OperationModel>of() : service.operations()) {
            Method call =
                    operation.known() && Exceptions.reasonToSkip(operation) == null ? module.call(operation) : null;
            boolean silent = operation.httpMethod().equals("HEAD");
            for (Class<?> type : call == null || silent ? new Class<?>[0] : call.getExceptionTypes()) {
                if (!type.getSimpleName().equals(module.name() + "Exception")
                        && type.getName().startsWith(service.javaPackage())) {
                    throwers.putIfAbsent(type, operation);
                }
            }
        }
        return throwers;
    }

    private static List<ErrorModel> modelsOf(ServiceModel service, Class<?> type) {
        return service.errors().stream()
                .filter(error -> javaName(error.shape()).equalsIgnoreCase(type.getSimpleName()))
                .toList();
    }

    private static String javaName(String shape) {
        String stem = shape.replaceAll("(Fault|Exception)$", "");
        return stem + "Exception";
    }

    private static @Nullable String failure(
            WireServer server, AwsModule module, OperationModel operation, Class<?> type, ErrorModel error)
            throws ReflectiveOperationException {
        SdkPojo builder = operation.newRequest();
        new RandomModels(1, false, 0).fill(builder);
        Exceptions.amendRequest(operation, builder);
        server.forget();
        server.error = error.of(WORDS);
        try {
            module.invoke(Objects.requireNonNull(module.call(operation)), Field.build(builder));
            return "nothing was thrown";
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof AwsServiceException thrown)) {
                return "thrown was " + e.getCause() + "; server: " + server.failure;
            }
            boolean code = thrown.awsErrorDetails().errorCode().equals(error.code())
                    || thrown.awsErrorDetails().errorCode().equals(error.shape());
            boolean same = type.isInstance(thrown)
                    && code
                    && thrown.awsErrorDetails().errorMessage().equals(WORDS)
                    && thrown.statusCode() == error.status()
                    && WireServer.REQUEST_ID.equals(thrown.requestId());
            return same
                    ? null
                    : thrown.getClass().getSimpleName() + " " + thrown.getMessage() + " " + thrown.requestId();
        }
    }
}
