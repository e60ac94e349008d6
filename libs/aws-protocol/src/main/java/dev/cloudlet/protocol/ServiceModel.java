package dev.cloudlet.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One AWS service: its names on the wire, its operations and its documented errors. */
public final class ServiceModel {
    private final Header header;
    private final Map<String, OperationModel> operations = new LinkedHashMap<>();
    private final Map<String, ErrorModel> errors = new LinkedHashMap<>();
    private final Router router = new Router();

    /**
     * The first line of an operation table.
     *
     * @param id the signing name
     * @param apiVersion the date of the API
     * @param protocols the protocols the service speaks, its preferred one first
     * @param xmlNamespace the namespace of XML answers, or {@code ""}
     * @param targetPrefix the part of X-Amz-Target before the dot, also the service's name in RPC v2 paths, or {@code ""}
     * @param javaPackage the package of the SDK's model classes
     */
    record Header(
            String id,
            String apiVersion,
            List<Protocol> protocols,
            String xmlNamespace,
            String targetPrefix,
            String javaPackage) {}

    ServiceModel(Header header) {
        this.header = header;
    }

    /** A service this cloud does not have: it has a name and no operations. */
    static ServiceModel unknown(String id, Protocol protocol) {
        return new ServiceModel(new Header(id, "", List.of(protocol), "", "", ""));
    }

    void add(OperationModel operation) {
        operations.put(operation.name(), operation);
        if (protocol().isRest()) {
            router.add(operation);
        }
    }

    void add(ErrorModel error) {
        errors.putIfAbsent(error.shape(), error);
        errors.putIfAbsent(error.code(), error);
    }

    /** The signing name, such as {@code elasticloadbalancing}; unique among services. */
    public String id() {
        return header.id();
    }

    /** The date of the API, such as {@code 2016-11-15}. */
    public String apiVersion() {
        return header.apiVersion();
    }

    /** All operations, in the order of their names. */
    public Collection<OperationModel> operations() {
        return operations.values();
    }

    /** The operation of this name on the wire, or null. */
    public @Nullable OperationModel operation(String wireName) {
        return operations.get(wireName);
    }

    /** The protocol the service prefers. */
    public Protocol protocol() {
        return header.protocols().getFirst();
    }

    boolean speaks(Protocol protocol) {
        return header.protocols().contains(protocol)
                || (protocol.isJsonRpc() && header.protocols().stream().anyMatch(Protocol::isJsonRpc));
    }

    String xmlNamespace() {
        return header.xmlNamespace();
    }

    String targetPrefix() {
        return header.targetPrefix();
    }

    String javaPackage() {
        return header.javaPackage();
    }

    Router router() {
        return router;
    }

    /** The errors the model names. */
    Collection<ErrorModel> errors() {
        return new LinkedHashSet<>(errors.values());
    }

    /** The modelled error of this code or shape name, or null. */
    @Nullable
    ErrorModel error(String codeOrShape) {
        ErrorModel error = errors.get(codeOrShape);
        return error != null ? error : errors.get(codeOrShape + "Exception");
    }

    @Override
    public String toString() {
        return header.id();
    }
}
