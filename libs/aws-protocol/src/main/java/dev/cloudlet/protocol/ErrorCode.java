package dev.cloudlet.protocol;

import java.util.Locale;

/** One error a service documents. Each service lists its own in an enum. */
public interface ErrorCode {

    /** The code as AWS documents it, such as {@code NoSuchEntity} or {@code ResourceNotFoundException}. */
    String code();

    /** The HTTP status, 400 to 599. */
    int status();

    /** Whether the caller is at fault rather than the service. */
    default boolean senderFault() {
        return status() < 500;
    }

    /**
     * An exception with this code.
     *
     * @param message the words a user of AWS would see; a {@link String#format} pattern if there are arguments
     */
    // The annotation Error Prone asks for is in a library this module does not need otherwise.
    @SuppressWarnings("AnnotateFormatMethod")
    default AwsException of(String message, Object... args) {
        return new AwsException(this, args.length == 0 ? message : String.format(Locale.ROOT, message, args));
    }
}
