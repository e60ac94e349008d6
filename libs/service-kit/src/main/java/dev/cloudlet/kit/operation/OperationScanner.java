package dev.cloudlet.kit.operation;

import dev.cloudlet.kit.authorization.ArnSource;
import dev.cloudlet.kit.authorization.Requirement;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.OpenToAll;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.kit.operation.OperationMethod.Permission;
import dev.cloudlet.protocol.OperationModel;
import dev.cloudlet.protocol.Wire;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Finds the operation methods of the {@code @AwsOperations} beans, and refuses to start with one that declares no permission. */
public final class OperationScanner {
    private static final MethodType INVOKED =
            MethodType.methodType(Object.class, Call.class, SdkPojo.class, RequestBody.class);

    private final Wire wire;
    private final Map<String, ArnSource> sources;

    public OperationScanner(Wire wire, Collection<ArnSource> sources) {
        this.wire = wire;
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(ArnSource::kind, Function.identity()));
    }

    public OperationRegistry scan(Collection<?> beans) {
        List<OperationMethod> found = new ArrayList<>();
        for (Object bean : beans) {
            for (Method method : bean.getClass().getDeclaredMethods()) {
                if (isOperation(method)) {
                    found.add(operation(bean, method));
                }
            }
        }
        return new OperationRegistry(found);
    }

    /** Whether a method of an {@code @AwsOperations} bean is an operation: its parameters say so. */
    public static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return !method.isSynthetic()
                && !Modifier.isPrivate(method.getModifiers())
                && parameters.length >= 2
                && parameters[0] == Call.class
                && parameters[1].getName().startsWith("software.amazon.awssdk.services.")
                && parameters[1].getSimpleName().endsWith("Request");
    }

    private OperationMethod operation(Object bean, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        OperationModel model = wire.operationOf(parameters[1]);
        if (model == null) {
            throw new IllegalStateException(
                    method + " takes a request of a service that cloudlet.serves does not name");
        }
        boolean streamsIn = parameters.length == 3 && parameters[2] == RequestBody.class;
        return new OperationMethod(model, permission(method), streamsIn, handle(bean, method, streamsIn));
    }

    private Permission permission(Method method) {
        List<Permission> declared = new ArrayList<>();
        Authorize[] needs = method.getAnnotationsByType(Authorize.class);
        if (needs.length > 0) {
            declared.add(new Permission.Declared(
                    Arrays.stream(needs).map(n -> Requirement.of(n, sources)).toList()));
        }
        @Nullable AuthorizedInCode inCode = method.getAnnotation(AuthorizedInCode.class);
        if (inCode != null) {
            declared.add(new Permission.InCode(List.of(inCode.actions())));
        }
        @Nullable OpenToAll open = method.getAnnotation(OpenToAll.class);
        if (open != null) {
            declared.add(new Permission.Open(open.unsigned()));
        }
        if (declared.size() != 1) {
            throw new IllegalStateException(
                    method + " declares " + declared.size()
                            + " ways of authorization; an operation has exactly one of @Authorize, @AuthorizedInCode, @OpenToAll");
        }
        return declared.getFirst();
    }

    private static MethodHandle handle(Object bean, Method method, boolean streamsIn) {
        try {
            method.setAccessible(true);
            MethodHandle bound = MethodHandles.lookup().unreflect(method).bindTo(bean);
            MethodHandle three = streamsIn ? bound : MethodHandles.dropArguments(bound, 2, RequestBody.class);
            return three.asType(INVOKED);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }
}
