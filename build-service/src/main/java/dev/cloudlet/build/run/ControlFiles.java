package dev.cloudlet.build.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The directory that a build shares with its machine. The machine writes it, so nothing in it is believed: links are not
 * followed, and what is read is bounded.
 */
record ControlFiles(Path directory) {
    private static final int MOST_STATUS = 64 << 10;
    private static final int LOG_CHUNK = 256 << 10;

    /** A line of the status file. */
    sealed interface Mark {
        record Started(Instant at, String phase) implements Mark {}

        /**
         * @param code the exit status of the command that failed, 0 when none did
         * @param step which command that was
         */
        record Ended(Instant at, String phase, int code, int step) implements Mark {}

        record Done(Instant at) implements Mark {}
    }

    List<Mark> marks() throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (String line : text(read("status", 0, MOST_STATUS)).lines().toList()) {
            String[] words = line.split(" ");
            if (words.length >= 2 && words[0].matches("\\d{1,12}")) {
                mark(Instant.ofEpochSecond(Long.parseLong(words[0])), words, marks);
            }
        }
        return marks;
    }

    private static void mark(Instant at, String[] words, List<Mark> marks) {
        switch (words[1]) {
            case "start" -> marks.add(new Mark.Started(at, word(words, 2)));
            case "end" -> marks.add(new Mark.Ended(at, word(words, 2), number(word(words, 3)), number(word(words, 4))));
            case "done" -> marks.add(new Mark.Done(at));
            default -> {}
        }
    }

    /** What the log has from a position on, at most a chunk. */
    byte[] log(long from) throws IOException {
        return read("log", from, LOG_CHUNK);
    }

    private byte[] read(String name, long from, int most) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            channel.position(from);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, channel.size() - from)));
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer);
            }
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String word(String[] words, int at) {
        return at < words.length ? words[at] : "";
    }

    private static int number(String word) {
        return word.matches("\\d{1,6}") ? Integer.parseInt(word) : 0;
    }
}
