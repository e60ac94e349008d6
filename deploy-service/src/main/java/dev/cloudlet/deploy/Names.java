package dev.cloudlet.deploy;

import dev.cloudlet.protocol.ErrorCode;
import java.util.regex.Pattern;

/** The form of names, which the model leaves to the service. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,100}");

    private Names() {}

    /** The name, if it is one. */
    public static String checked(String name, String what, ErrorCode error) {
        if (!NAME.matcher(name).matches()) {
            throw error.of("%s name is in an invalid format: use 1 to 100 letters, numbers, and . _ + = , @ -", what);
        }
        return name;
    }
}
