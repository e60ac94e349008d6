package dev.cloudlet.storage.acl;

import dev.cloudlet.kit.account.AccountDirectory;
import dev.cloudlet.kit.account.AccountProfile;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.acl.AccessControlList.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.Grant;

/** Reads the access control lists that requests ask for, by name, in headers, or as a document. */
@Component
public final class RequestedLists {
    private static final int MOST_GRANTS = 100;
    private static final Map<String, Permission> HEADERS = headers();
    private static final Pattern HEADER =
            Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\",\\s]*))\\s*(?:,|$)");

    private final AccountDirectory accounts;

    public RequestedLists(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    private static Map<String, Permission> headers() {
        Map<String, Permission> headers = new LinkedHashMap<>();
        headers.put("GrantRead", Permission.READ);
        headers.put("GrantWrite", Permission.WRITE);
        headers.put("GrantReadACP", Permission.READ_ACP);
        headers.put("GrantWriteACP", Permission.WRITE_ACP);
        headers.put("GrantFullControl", Permission.FULL_CONTROL);
        return headers;
    }

    /** That of the headers of a request to create or change something. */
    public RequestedList of(SdkPojo request) {
        String canned = ModelMembers.string(request, "ACL");
        Map<String, String> headers = ModelMembers.strings(request, List.copyOf(HEADERS.keySet()));
        if (canned != null && !headers.isEmpty()) {
            throw S3Error.INVALID_REQUEST.of("Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (canned != null) {
            return new RequestedList.Canned(canned(canned));
        }
        if (headers.isEmpty()) {
            return new RequestedList.Unsaid();
        }
        List<Entry> entries = new ArrayList<>();
        HEADERS.forEach((member, permission) -> {
            String header = headers.get(member);
            if (header != null) {
                grantees(header).forEach(grantee -> entries.add(new Entry(grantee, permission)));
            }
        });
        return new RequestedList.Granted(limited(entries));
    }

    /**
     * That of a request to set one, in its headers or its document.
     *
     * @param owner the canonical user id of whose it is, which no list can change
     */
    public RequestedList required(SdkPojo request, AccessControlPolicy document, String owner) {
        RequestedList inHeaders = of(request);
        boolean documented = document.owner() != null || document.hasGrants();
        if (!(inHeaders instanceof RequestedList.Unsaid)) {
            if (documented) {
                throw S3Error.UNEXPECTED_CONTENT.error();
            }
            return inHeaders;
        }
        if (!documented) {
            throw S3Error.MISSING_SECURITY_HEADER.error().with("MissingHeaderName", "x-amz-acl");
        }
        if (document.owner() == null || document.owner().id() == null) {
            throw S3Error.MALFORMED_ACL.error();
        }
        if (!document.owner().id().equals(owner)) {
            throw S3Error.ACCESS_DENIED.error();
        }
        return new RequestedList.Granted(
                limited(document.grants().stream().map(this::entry).toList()));
    }

    private static CannedList canned(String name) {
        CannedList canned = CannedList.of(name);
        if (canned == null) {
            throw invalid("", "x-amz-acl", name);
        }
        return canned;
    }

    private static List<Entry> limited(List<Entry> entries) {
        if (entries.size() > MOST_GRANTS) {
            throw S3Error.MALFORMED_ACL.error();
        }
        return entries.stream().distinct().toList();
    }

    private List<Grantee> grantees(String header) {
        List<Grantee> found = new ArrayList<>();
        Matcher m = HEADER.matcher(header);
        int at = 0;
        while (at < header.length()) {
            if (!m.find(at) || m.start() != at) {
                throw invalid("Argument format not recognized", "x-amz-grant", header);
            }
            String value = m.group(2) != null ? m.group(2) : m.group(3);
            found.add(
                    switch (m.group(1)) {
                        case "id" -> account(value);
                        case "emailAddress" -> email(value);
                        case "uri" -> group(value);
                        default -> throw invalid("Argument format not recognized", "x-amz-grant", header);
                    });
            at = m.end();
        }
        return found;
    }

    private Entry entry(Grant grant) {
        Permission permission = Permission.of(grant.permissionAsString());
        var grantee = grant.grantee();
        if (permission == null || grantee == null || grantee.typeAsString() == null) {
            throw S3Error.MALFORMED_ACL.error();
        }
        String type = grantee.typeAsString();
        if (type.equals("CanonicalUser") && grantee.id() != null) {
            return new Entry(account(grantee.id()), permission);
        }
        if (type.equals("AmazonCustomerByEmail") && grantee.emailAddress() != null) {
            return new Entry(email(grantee.emailAddress()), permission);
        }
        if (type.equals("Group") && grantee.uri() != null) {
            return new Entry(group(grantee.uri()), permission);
        }
        throw S3Error.MALFORMED_ACL.error();
    }

    private Grantee account(String canonicalId) {
        if (accounts.byCanonicalId(canonicalId) == null) {
            throw invalid("Invalid id", "CanonicalUser/ID", canonicalId);
        }
        return new Grantee.Account(canonicalId);
    }

    private Grantee email(String email) {
        AccountProfile profile = accounts.byEmail(email);
        if (profile == null) {
            throw S3Error.UNRESOLVABLE_GRANT_BY_EMAIL.error();
        }
        return new Grantee.Account(profile.canonicalId());
    }

    private static Grantee group(String uri) {
        Grantee.Group group = Grantee.Group.ofUri(uri);
        if (group == null) {
            throw invalid("Invalid group uri", "uri", uri);
        }
        return group;
    }

    private static AwsException invalid(String problem, String argument, String value) {
        AwsException error =
                problem.isEmpty() ? S3Error.INVALID_ARGUMENT.error() : S3Error.INVALID_ARGUMENT.of(problem);
        return error.with("ArgumentName", argument).with("ArgumentValue", value);
    }
}
