package dev.cloudlet.kit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The door for services in other processes. The gateway lets nobody through to it, and without the token it stays shut. */
@RestController
public final class InternalEndpoint {
    private final InternalDispatcher dispatcher;
    private final byte[] token;

    public InternalEndpoint(InternalDispatcher dispatcher, String token) {
        this.dispatcher = dispatcher;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @PostMapping(RemoteServices.PATH + "{operation}")
    public ResponseEntity<byte[]> handle(
            @PathVariable String operation,
            @RequestHeader(name = RemoteServices.TOKEN_HEADER, defaultValue = "") String presented,
            @RequestBody byte[] body) {
        if (!MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        return ResponseEntity.ok(dispatcher.handle(operation, body));
    }
}
