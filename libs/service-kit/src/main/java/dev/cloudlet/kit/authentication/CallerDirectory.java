package dev.cloudlet.kit.authentication;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.signature.Claim;
import dev.cloudlet.signature.Reason;
import dev.cloudlet.signature.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who has which access key, asked of iam-service and remembered for a second: that is how long a change may go unnoticed when the
 * word of it does not get through. While iam-service cannot be reached, what was known holds for thirty seconds; then calls are refused.
 */
public final class CallerDirectory {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration USABLE = Duration.ofSeconds(30);
    private static final int MOST_CALLERS = 10_000;

    private final ServiceCalls services;
    private final java.time.InstantSource monotonic;
    private final Map<CallerQuestion, Known> known = new ConcurrentHashMap<>();
    private final CompiledPolicies policies = new CompiledPolicies();
    private final AtomicLong generation = new AtomicLong();

    private record Known(Caller caller, Instant asked) {}

    /**
     * @param monotonic real time for the age of entries: moving the cloud's clock must not make a stale entry fresh
     */
    public CallerDirectory(ServiceCalls services, java.time.InstantSource monotonic) {
        this.services = services;
        this.monotonic = monotonic;
    }

    /**
     * The caller behind a claim, whose signature is still to be checked with {@link Caller#signingKey}.
     *
     * @param fromHost whether the request comes from a loopback address of the cloud's own host
     * @throws SignatureException when nobody has that key, or its session has ended
     */
    public Caller find(Claim.Signed claim, boolean fromHost, Instant now) {
        CallerQuestion question = new CallerQuestion(
                claim.accessKeyId(),
                claim.sessionToken(),
                claim.scope().date(),
                claim.scope().region(),
                claim.scope().service(),
                fromHost);
        return unexpired(cached(question), now);
    }

    /**
     * The caller behind a signature of Version 2, which iam-service has proved.
     *
     * @throws SignatureException when nobody has that key, or it did not make that signature
     */
    public Caller find(Claim.Legacy claim, String stringToSign, boolean fromHost, Instant now) {
        LegacyQuestion question = new LegacyQuestion(
                claim.accessKeyId(), claim.sessionToken(), stringToSign, claim.signature(), fromHost);
        try {
            CallerGrant grant = services.call("iam-service", LegacyQuestion.OPERATION, question, CallerGrant.class);
            return unexpired(Caller.of(grant, policies), now);
        } catch (AwsException e) {
            throw e.status() < 500 ? refusal(e) : e;
        }
    }

    private static Caller unexpired(Caller caller, Instant now) {
        Instant expires = caller.grant().expires();
        if (expires != null && !now.isBefore(expires)) {
            throw SignatureException.of(Reason.EXPIRED_SESSION_TOKEN);
        }
        return caller;
    }

    /** Forgets everybody: somebody's keys or policies have changed. */
    public void forget() {
        generation.incrementAndGet();
        known.clear();
    }

    private Caller cached(CallerQuestion question) {
        Instant now = monotonic.instant();
        Known entry = known.get(question);
        if (entry != null && now.isBefore(entry.asked().plus(FRESH))) {
            return entry.caller();
        }
        try {
            return ask(question, now);
        } catch (AwsException e) {
            if (e.status() < 500) {
                known.remove(question);
                throw refusal(e);
            }
            return stillUsable(entry, now, e);
        }
    }

    private Caller ask(CallerQuestion question, Instant now) {
        long before = generation.get();
        CallerGrant grant = services.call("iam-service", CallerGrant.OPERATION, question, CallerGrant.class);
        Caller caller = Caller.of(grant, policies);
        if (known.size() >= MOST_CALLERS) {
            known.values().removeIf(k -> !now.isBefore(k.asked().plus(FRESH)));
        }
        if (known.size() < MOST_CALLERS) {
            known.put(question, new Known(caller, now));
        }
        if (generation.get() != before) {
            // A change came in while we asked: the answer may be from before it.
            known.remove(question);
        }
        return caller;
    }

    private static Caller stillUsable(@Nullable Known entry, Instant now, AwsException unreachable) {
        if (entry != null && now.isBefore(entry.asked().plus(USABLE))) {
            return entry.caller();
        }
        throw unreachable;
    }

    /** iam-service names the reason; each service's own words for it are the signature library's. */
    private static RuntimeException refusal(AwsException e) {
        for (Reason reason : Reason.values()) {
            if (reason.name().equals(e.code())) {
                return SignatureException.of(reason);
            }
        }
        return e;
    }
}
