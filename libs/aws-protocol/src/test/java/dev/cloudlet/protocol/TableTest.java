package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;

/** The operation tables against the SDK itself: a new SDK with a stale table fails here. */
class TableTest {
    static final List<String> SERVICES = AwsModule.ALL;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void bindings_are_those_of_the_SDKs_marshallers(String id) throws Exception {
        ServiceModel service = TableReader.read(id);
        List<String> differences = new ArrayList<>();
        for (OperationModel operation : service.operations()) {
            if (operation.known()) {
                OperationInfo sdk = binding(operation);
                String uri = id.equals("s3") ? withoutBucket(operation.uri()) : operation.uri();
                if (!sdk.httpMethod().name().equals(operation.httpMethod())
                        || !sdk.requestUri().equals(uri)
                        || sdk.hasStreamingInput() != operation.streamingInput()) {
                    differences.add(operation + ": " + sdk.httpMethod() + " " + sdk.requestUri());
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The SDK puts the bucket into the host name, or into the path later. */
    private static String withoutBucket(String uri) {
        return uri.replaceFirst("^/\\{Bucket}", "");
    }

    private static OperationInfo binding(OperationModel operation) throws ReflectiveOperationException {
        String marshaller =
                operation.service().javaPackage() + ".transform." + operation.javaName() + "RequestMarshaller";
        var binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
        binding.setAccessible(true);
        return (OperationInfo) binding.get(null);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void every_operation_of_the_client_is_in_the_table(String id) throws Exception {
        Wire wire = Wire.of(List.of(id));
        ServiceModel service = Objects.requireNonNull(wire.service(id));
        try (WireServer server = new WireServer(wire);
                AwsModule module = new AwsModule(service, server.endpoint())) {
            Set<String> known = new HashSet<>();
            service.operations().forEach(operation -> known.add(operation.javaName() + "Request"));
            assertThat(known).containsAll(module.requests());
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void required_members_are_members_of_the_SDKs_classes(String id) {
        List<String> unknown = new ArrayList<>();
        Set<Constraint> seen = new HashSet<>();
        for (OperationModel operation : TableReader.read(id).operations()) {
            if (operation.known() && operation.input() != null) {
                compare(operation.name(), operation.newRequest(), operation.input(), seen, unknown);
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static void compare(
            String path, SdkPojo pojo, Constraint.Struct struct, Set<Constraint> seen, List<String> unknown) {
        if (!seen.add(struct)) {
            return;
        }
        for (Constraint.Member member : struct.members()) {
            Field field = Shape.of(pojo).member(member.name());
            if (field == null && member.required()) {
                unknown.add(path + "." + member.name());
            } else if (field != null) {
                descend(path + "." + member.name(), field, member.target().get(), seen, unknown);
            }
        }
    }

    private static void descend(
            String path, Field field, @Nullable Constraint constraint, Set<Constraint> seen, List<String> unknown) {
        switch (constraint) {
            case Constraint.Struct struct -> compare(path, field.newStruct(), struct, seen, unknown);
            case Constraint.Items items ->
                descend(path, field.element(), items.element().get(), seen, unknown);
            case Constraint.Entries entries ->
                descend(path, field.element(), entries.value().get(), seen, unknown);
            case null, default -> {
                // a value
            }
        }
    }
}
