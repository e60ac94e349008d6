package dev.cloudlet.kit.http;

import dev.cloudlet.kit.authentication.Caller;
import dev.cloudlet.kit.authentication.CallerDirectory;
import dev.cloudlet.kit.authentication.KeyUse;
import dev.cloudlet.kit.authentication.KeyUses;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.S3Quirks;
import dev.cloudlet.signature.Claim;
import dev.cloudlet.signature.Claims;
import dev.cloudlet.signature.ErrorStyle;
import dev.cloudlet.signature.FormClaims;
import dev.cloudlet.signature.LegacySignature;
import dev.cloudlet.signature.Payload;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import dev.cloudlet.signature.SignedRequest;
import dev.cloudlet.signature.Verification;
import dev.cloudlet.signature.Verifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request, and that nobody changed it on the way. */
public final class Authentication {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Authenticated ANONYMOUS = new Authenticated(
            new Principal.Anonymous(), PolicySet.none(), null, "", DEFAULT_REGION, null, null, Map.of());

    private final CallerDirectory callers;
    private final KeyUses uses;

    public Authentication(CallerDirectory callers, KeyUses uses) {
        this.callers = callers;
        this.uses = uses;
    }

    /**
     * Who calls.
     *
     * @param verification null for an unsigned request, and where nothing is promised of the body
     * @param signatureKeys condition keys about the signature
     * @param region from the scope; the default region for an unsigned request
     * @param issued when the caller's temporary credentials were given out, null for long-lived ones
     * @param mfa when a code of a device was given for them, null without
     */
    record Authenticated(
            Principal principal,
            PolicySet policies,
            @Nullable Verification verification,
            String accessKeyId,
            String region,
            @Nullable Instant issued,
            @Nullable Instant mfa,
            Map<String, String> signatureKeys) {}

    /**
     * @param body read only when the signature covers a body that it does not name the hash of
     * @throws SignatureException for anything but an anonymous request or a right signature
     */
    Authenticated authenticate(Arrival arrival, String service, Supplier<byte[]> body) {
        SignedRequest request = arrival.signed();
        Instant now = arrival.time();
        return switch (Claims.parse(request)) {
            case Claim.Anonymous anonymous -> ANONYMOUS;
            case Claim.Legacy claim -> {
                if (ErrorStyle.of(service) != ErrorStyle.S3) {
                    throw SignatureException.of(Reason.UNSUPPORTED_MECHANISM);
                }
                String bucket = S3Quirks.bucketOfHost(arrival.head().host());
                String text = LegacySignature.stringToSign(claim, request, bucket, now);
                yield legacy(claim, callers.find(claim, text, arrival.isFromHost(), now), now);
            }
            case Claim.Signed claim -> {
                Verifier.requireScope(claim, Set.of(service), Set.of());
                Caller caller = callers.find(claim, arrival.isFromHost(), now);
                Verification verification = verify(claim, request, caller, body, now);
                yield signed(claim, caller, verification, arrival);
            }
        };
    }

    /**
     * The same by the fields of a form, whose policy is what is signed.
     *
     * @param fields by lower-case name
     */
    Authenticated authenticateForm(Arrival arrival, String service, Map<String, String> fields) {
        Instant now = arrival.time();
        return switch (FormClaims.parse(fields)) {
            case Claim.Anonymous anonymous -> ANONYMOUS;
            case Claim.Legacy claim ->
                legacy(claim, callers.find(claim, FormClaims.policy(fields), arrival.isFromHost(), now), now);
            case Claim.Signed claim -> {
                Verifier.requireScope(claim, Set.of(service), Set.of());
                Caller caller = callers.find(claim, arrival.isFromHost(), now);
                FormClaims.verify(claim, FormClaims.policy(fields), caller.signingKey());
                yield signed(claim, caller, null, arrival);
            }
        };
    }

    /** Whose signature of Version 4 was found right. */
    private Authenticated signed(
            Claim.Signed claim, Caller caller, @Nullable Verification verification, Arrival arrival) {
        Instant now = arrival.time();
        uses.note(new KeyUse(
                claim.accessKeyId(), now, claim.scope().region(), claim.scope().service()));
        return new Authenticated(
                caller.principal(),
                caller.policies(),
                verification,
                claim.accessKeyId(),
                claim.scope().region(),
                caller.grant().issued(),
                caller.grant().mfa(),
                SignatureKeys.of(claim, arrival.head(), now));
    }

    private Authenticated legacy(Claim.Legacy claim, Caller caller, Instant now) {
        uses.note(new KeyUse(claim.accessKeyId(), now, DEFAULT_REGION, "s3"));
        return new Authenticated(
                caller.principal(),
                caller.policies(),
                null,
                claim.accessKeyId(),
                DEFAULT_REGION,
                caller.grant().issued(),
                caller.grant().mfa(),
                SignatureKeys.of(claim, now));
    }

    private static Verification verify(
            Claim.Signed claim, SignedRequest request, Caller caller, Supplier<byte[]> body, Instant now) {
        return claim.payload() instanceof Payload.Absent
                ? Verifier.verify(claim, request, caller.signingKey(), sha256(body.get()), now)
                : Verifier.verify(claim, request, caller.signingKey(), now);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
