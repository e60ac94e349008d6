package dev.cloudlet.compute.dns;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Turns the messages of machines into answers. */
final class Resolver {
    private static final Logger log = LoggerFactory.getLogger(Resolver.class);

    private final Names names;
    private final Upstream upstream;

    Resolver(Names names, Upstream upstream) {
        this.names = names;
        this.upstream = upstream;
    }

    /** Looks up what the cloud knows. */
    @FunctionalInterface
    interface Names {
        Found find(String vpcId, Query query);
    }

    /** The answer to a message of any content; empty for what is not to be answered. */
    Optional<byte[]> answer(String vpcId, byte[] message, boolean byTcp) {
        return switch (Query.parse(message)) {
            case Query.Parsed.Noise noise -> Optional.empty();
            case Query.Parsed.Refused refused -> Optional.of(Answer.refusal(refused));
            case Query.Parsed.Asked(Query query) -> {
                byte[] answer = answer(vpcId, query, byTcp);
                yield Optional.of(byTcp ? answer : Answer.datagram(query, answer));
            }
        };
    }

    private byte[] answer(String vpcId, Query query, boolean byTcp) {
        return switch (find(vpcId, query)) {
            case Found.Addresses(var addresses) ->
                query.type() == Query.A || query.type() == Query.ANY
                        ? Answer.addresses(query, addresses)
                        : Answer.empty(query, Answer.NO_ERROR);
            case Found.Name(String name) ->
                query.type() == Query.PTR || query.type() == Query.ANY
                        ? Answer.name(query, name)
                        : Answer.empty(query, Answer.NO_ERROR);
            case Found.Nothing nothing -> Answer.empty(query, Answer.NAME_ERROR);
            case Found.Off off -> Answer.empty(query, Answer.REFUSED);
            case Found.Elsewhere elsewhere ->
                upstream.ask(query, byTcp).orElseGet(() -> Answer.empty(query, Answer.SERVER_FAILURE));
            case Found.Unknown unknown -> Answer.empty(query, Answer.SERVER_FAILURE);
        };
    }

    private Found find(String vpcId, Query query) {
        try {
            return names.find(vpcId, query);
        } catch (DataAccessException e) {
            log.warn("cannot look up {} for {}: {}", query.name(), vpcId, e.toString());
            return new Found.Unknown();
        }
    }
}
