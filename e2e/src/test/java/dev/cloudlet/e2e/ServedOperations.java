package dev.cloudlet.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Wire;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that this cloud has, read from the code of its services. */
public final class ServedOperations {
    private static final String[] SERVICES = {
        "dev.cloudlet.iam",
        "dev.cloudlet.storage",
        "dev.cloudlet.compute",
        "dev.cloudlet.build",
        "dev.cloudlet.deploy",
        "dev.cloudlet.monitoring"
    };

    private ServedOperations() {}

    /** Those of the operations of this codec that have a method in a service. */
    public static Set<OperationModel> of(Wire wire) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(SERVICES).stream()
                        .filter(c -> c.isAnnotatedWith(AwsOperations.class))
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .filter(ServedOperations::isOperation)
                        .map(method -> wire.operationOf(
                                method.getRawParameterTypes().get(1).reflect()))
                        .collect(Collectors.toSet());
    }

    private static boolean isOperation(JavaMethod method) {
        return method.getRawParameterTypes().size() >= 2
                && !method.getModifiers().contains(JavaModifier.PRIVATE)
                && method.getRawParameterTypes().getFirst().isEquivalentTo(Call.class)
                && method.getRawParameterTypes().get(1).getName().startsWith("software.amazon.awssdk.services.")
                && method.getRawParameterTypes().get(1).getSimpleName().endsWith("Request");
    }
}
