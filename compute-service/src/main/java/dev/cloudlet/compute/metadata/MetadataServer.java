package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.machine.VpcService;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.sandbox.network.Networks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The metadata service in each VPC: a little HTTP server, a virtual thread for each connection. Those of one VPC take no room
 * away from those of another.
 */
@Component
final class MetadataServer implements VpcService {
    private static final Logger log = LoggerFactory.getLogger(MetadataServer.class);
    private static final int PORT = 80;
    private static final int MOST_CONNECTIONS = 512;
    private static final int IDLE_MILLIS = 20_000;
    private static final int LINGER_MILLIS = 1_000;
    private static final int MOST_PASSED_OVER = 64 << 10;

    private final Networks networks;
    private final MetadataResponder responder;
    private final Map<String, ServerSocketChannel> listeners = new ConcurrentHashMap<>();

    MetadataServer(Networks networks, MetadataResponder responder) {
        this.networks = networks;
        this.responder = responder;
    }

    @Override
    public void open(String vpcId) throws IOException {
        close(vpcId);
        ServerSocketChannel listener = networks.listen(vpcId, Networks.METADATA, PORT);
        listeners.put(vpcId, listener);
        Thread.ofVirtual().name("metadata-" + vpcId).start(() -> accept(vpcId, listener));
    }

    @Override
    public void close(String vpcId) {
        ServerSocketChannel listener = listeners.remove(vpcId);
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException e) {
                log.debug("metadata of {}: {}", vpcId, e.toString());
            }
        }
    }

    private void accept(String vpcId, ServerSocketChannel listener) {
        Semaphore room = new Semaphore(MOST_CONNECTIONS);
        try {
            while (listener.isOpen()) {
                SocketChannel client = listener.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("metadata-call").start(() -> serve(vpcId, client, room));
                } else {
                    client.close();
                }
            }
        } catch (ClosedChannelException e) {
            log.trace("metadata of {} closed", vpcId);
        } catch (IOException e) {
            log.warn("metadata of {} ended: {}", vpcId, e.toString());
        }
    }

    private void serve(String vpcId, SocketChannel client, Semaphore room) {
        try (client) {
            String address =
                    ((InetSocketAddress) client.getRemoteAddress()).getAddress().getHostAddress();
            client.socket().setSoTimeout(IDLE_MILLIS);
            InputStream in = new BufferedInputStream(client.socket().getInputStream());
            OutputStream out = client.socket().getOutputStream();
            try {
                converse(vpcId, address, in, out);
            } catch (MetadataRequest.BadRequest e) {
                refuse(client, in, out);
            }
        } catch (IOException e) {
            log.debug("metadata connection of {}: {}", vpcId, e.toString());
        } finally {
            room.release();
        }
    }

    private void converse(String vpcId, String address, InputStream in, OutputStream out)
            throws IOException, MetadataRequest.BadRequest {
        boolean more = true;
        while (more) {
            Optional<MetadataRequest> request = MetadataRequest.read(in);
            more = request.isPresent() && request.get().keepAlive();
            if (request.isPresent()) {
                write(out, request.get(), answer(vpcId, address, request.get()));
            }
        }
    }

    // Whatever is said after it is passed over: to close with something unread would take the answer back.
    private static void refuse(SocketChannel client, InputStream in, OutputStream out) throws IOException {
        MetadataAnswer refusal = MetadataAnswer.failure(400);
        out.write(refusal.head(false));
        out.write(refusal.body());
        out.flush();
        client.shutdownOutput();
        client.socket().setSoTimeout(LINGER_MILLIS);
        byte[] passed = in.readNBytes(MOST_PASSED_OVER);
        log.debug("a request that is none, and {} bytes after it", passed.length);
    }

    private MetadataAnswer answer(String vpcId, String address, MetadataRequest request) {
        try {
            return responder.answer(vpcId, address, request);
        } catch (AwsException | DataAccessException e) {
            log.warn("metadata of {} for {}: {}", request.path(), address, e.toString());
            return MetadataAnswer.failure(500);
        }
    }

    private static void write(OutputStream out, MetadataRequest request, MetadataAnswer answer) throws IOException {
        out.write(answer.head(request.keepAlive()));
        if (!request.method().equals("HEAD")) {
            out.write(answer.body());
        }
        out.flush();
    }
}
