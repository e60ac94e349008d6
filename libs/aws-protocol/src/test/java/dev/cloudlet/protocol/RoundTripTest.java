package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.SdkPojo;

/** Every operation of every service: what the SDK's client sends is what the server reads, and the other way round. */
class RoundTripTest {
    static final List<String> SERVICES = AwsModule.ALL;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void every_operation_arrives_unchanged_both_ways(String id) throws Exception {
        Wire wire = Wire.of(List.of(id));
        ServiceModel service = Objects.requireNonNull(wire.service(id));
        Map<String, String> failures = new TreeMap<>();
        try (WireServer server = new WireServer(wire);
                AwsModule module = new AwsModule(service, server.endpoint())) {
            for (OperationModel operation : service.operations()) {
                if (operation.known() && Exceptions.reasonToSkip(operation) == null) {
                    String failure = roundTrip(server, module, operation);
                    if (failure != null) {
                        failures.put(operation.name(), failure);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static @Nullable String roundTrip(WireServer server, AwsModule module, OperationModel operation)
            throws ReflectiveOperationException {
        Method call = module.call(operation);
        if (call == null) {
            return "the client has no such operation";
        }
        double density = operation.service().id().equals("ec2") ? 0.5 : 0.7;
        SdkPojo requestBuilder = operation.newRequest();
        new RandomModels(operation.name().hashCode(), false, density).fill(requestBuilder);
        Exceptions.amendRequest(operation, requestBuilder);
        SdkPojo request = Field.build(requestBuilder);
        SdkPojo responseBuilder =
                (SdkPojo) operation.responseClass().getMethod("builder").invoke(null);
        new RandomModels(operation.name().hashCode() + 1L, true, density).fill(responseBuilder);
        Exceptions.amendResponse(operation, responseBuilder);
        SdkPojo response = Field.build(responseBuilder);
        server.forget();
        server.response = response;
        try {
            Object arrived = module.invoke(call, request);
            return difference(operation, server, request, response, (SdkPojo) arrived);
        } catch (InvocationTargetException e) {
            return "failed: " + e.getCause() + "; server: " + server.failure;
        }
    }

    private static @Nullable String difference(
            OperationModel operation, WireServer server, SdkPojo request, SdkPojo response, SdkPojo arrived) {
        if (server.operation != operation) {
            return "taken for " + server.operation;
        }
        List<String> differences = new ArrayList<>();
        Differences.between("request", request, Exceptions.asSaid(Objects.requireNonNull(server.request)), differences);
        Differences.between("response", response, arrived, differences);
        return differences.isEmpty()
                ? null
                : String.join("; ", differences.subList(0, Math.min(3, differences.size())));
    }
}
