package dev.cloudlet.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of a service. The SDK's classes behind it are loaded when first asked for, and only
 * those: loading all of EC2's costs seconds and 120 MB.
 */
public final class OperationModel {
    private final ServiceModel service;
    private final Row row;
    private final List<String> labels;
    private final Constraint.@Nullable Struct input;
    private volatile @Nullable MethodHandle builder;
    private volatile @Nullable Class<?> requestClass;
    private volatile @Nullable Class<?> responseClass;

    /**
     * One line of an operation table.
     *
     * @param name the name on the wire
     * @param method the HTTP method
     * @param uri the URI pattern
     * @param status the HTTP status of success
     * @param wrapper the element around a Query answer's members, or {@code ""}
     * @param root the root element of a REST answer, or {@code ""}
     * @param javaName the SDK's name of the operation
     * @param flags i: streaming input, o: streaming output, e: event stream, x: not in the SDK
     * @param needs parameters (q:) and headers (h:) a REST request must have
     */
    record Row(
            String name,
            String method,
            String uri,
            int status,
            String wrapper,
            String root,
            String javaName,
            String flags,
            List<String> needs) {}

    OperationModel(ServiceModel service, Row row, Constraint.@Nullable Struct input) {
        this.service = service;
        this.row = row;
        this.input = input;
        this.labels = Route.labels(row.uri());
    }

    /** The name on the wire, such as {@code RunInstances}. */
    public String name() {
        return row.name();
    }

    public ServiceModel service() {
        return service;
    }

    /** The HTTP method; POST for all but the REST protocols. */
    public String httpMethod() {
        return row.method();
    }

    /** The URI pattern, such as <code>/{Bucket}/{Key+}?uploads</code>. */
    public String uri() {
        return row.uri();
    }

    /** The HTTP status of success, unless the response says another. */
    public int status() {
        return row.status();
    }

    /** The names in the URI pattern's path, in order. */
    public List<String> labels() {
        return labels;
    }

    /** Whether the body of the request is a stream beside the request object. */
    public boolean streamingInput() {
        return row.flags().contains("i");
    }

    /** Whether the body of the answer is a stream beside the response object. */
    public boolean streamingOutput() {
        return row.flags().contains("o");
    }

    /** Whether either body is a stream of events, which the service encodes itself. */
    public boolean eventStream() {
        return row.flags().contains("e");
    }

    /** Whether the SDK this was built with knows the operation. Others are answered with NotImplemented. */
    public boolean known() {
        return !row.flags().contains("x");
    }

    /** The SDK's request class, loaded now. */
    public Class<?> requestClass() {
        Class<?> known = requestClass;
        if (known == null) {
            requestClass = known = load("Request");
        }
        return known;
    }

    /** The SDK's response class, loaded now. */
    public Class<?> responseClass() {
        Class<?> known = responseClass;
        if (known == null) {
            responseClass = known = load("Response");
        }
        return known;
    }

    List<String> needs() {
        return row.needs();
    }

    String wrapper() {
        return row.wrapper();
    }

    String root() {
        return row.root();
    }

    String javaName() {
        return row.javaName();
    }

    Constraint.@Nullable Struct input() {
        return input;
    }

    /** A new, empty builder of the request class. */
    SdkPojo newRequest() {
        MethodHandle create = builder;
        if (create == null) {
            builder = create = builderOf(requestClass());
        }
        try {
            return (SdkPojo) create.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("no builder of " + row.javaName(), e);
        }
    }

    private static MethodHandle builderOf(Class<?> type) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(type.getMethod("builder"))
                    .asType(MethodType.methodType(SdkPojo.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a model class: " + type, e);
        }
    }

    String className(String suffix) {
        return service.javaPackage() + ".model." + row.javaName() + suffix;
    }

    private Class<?> load(String suffix) {
        try {
            return Class.forName(className(suffix));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the SDK module of " + service.id() + " is not on the class path", e);
        }
    }

    @Override
    public String toString() {
        return service.id() + ":" + row.name();
    }
}
