package dev.cloudlet.storage.facility;

/** A blob is not there any more: since it was looked up, the version that it belonged to has been removed. */
public final class BlobGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlobGoneException(String message) {
        super(message);
    }
}
