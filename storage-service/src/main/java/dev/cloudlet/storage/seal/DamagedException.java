package dev.cloudlet.storage.seal;

import java.io.IOException;

/** Stored bytes are not those that were written: a bit has flipped, something is missing, or they are somebody else's. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedException(String what) {
        super(what);
    }
}
