package dev.cloudlet.sandbox.oci;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The console of a machine: a file that its processes append to without anyone between, so that nothing has to run for it
 * and nothing is lost while the cloud is down. It is cut from time to time.
 */
record Console(Path file) {
    /** The newest output. */
    byte[] tail(int bytes) throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return tail(channel, bytes);
        }
    }

    private static byte[] tail(FileChannel channel, long bytes) throws IOException {
        long size = channel.size();
        long length = Math.min(bytes, size);
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        channel.position(size - length);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Reads until the file ends or enough was read.
        }
        byte[] read = new byte[buffer.position()];
        buffer.flip().get(read);
        return read;
    }

    /** Cuts a file of more than twice the bytes down to its newest. What is written in between may be lost. */
    void bound(long bytes) throws IOException {
        if (!Files.exists(file) || Files.size(file) <= 2 * bytes) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] newest = tail(channel, bytes);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(newest), 0);
        }
    }
}
