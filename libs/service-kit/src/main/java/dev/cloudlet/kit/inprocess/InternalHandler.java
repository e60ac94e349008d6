package dev.cloudlet.kit.inprocess;

/** Answers the calls that services of one cloud make to each other, which no client ever sees. */
@FunctionalInterface
public interface InternalHandler {
    /**
     * Performs one call; may block, and is called on the caller's thread.
     *
     * @param operation the operation's name, such as {@code reset}
     * @param body the encoded request
     * @return the encoded answer
     */
    byte[] handle(String operation, byte[] body);
}
