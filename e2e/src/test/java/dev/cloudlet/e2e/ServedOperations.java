package dev.cloudlet.e2e;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.operation.OperationScanner;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that this cloud has, read from the code of its services. */
public final class ServedOperations {
    private static final String[] PACKAGES = {
        "dev.cloudlet.iam",
        "dev.cloudlet.storage",
        "dev.cloudlet.compute",
        "dev.cloudlet.build",
        "dev.cloudlet.deploy",
        "dev.cloudlet.monitoring"
    };

    /** What {@code cloudlet.serves} names in them. */
    private static final List<String> SERVED = List.of(
            "s3",
            "iam",
            "sts",
            "ec2",
            "elasticloadbalancing",
            "autoscaling",
            "monitoring",
            "logs",
            "cloudtrail",
            "codebuild",
            "codedeploy",
            "kms",
            "events");

    private ServedOperations() {}

    /** Those that have a method in a service. */
    public static Set<OperationModel> all() {
        Wire wire = Wire.of(SERVED);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PACKAGES).stream()
                        .filter(type -> type.isAnnotatedWith(AwsOperations.class))
                        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                        .filter(OperationScanner::isOperation)
                        .map(method -> Objects.requireNonNull(
                                wire.operationOf(method.getParameterTypes()[1]), method::toString))
                        .collect(Collectors.toSet());
    }
}
