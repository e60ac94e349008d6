package dev.cloudlet.postgres;

import java.util.regex.Pattern;

/**
 * The passwords of a server's two roles.
 *
 * @param superuser of Postgres's superuser, used only to set the database up
 * @param services of the role that the services connect as; letters and digits only
 */
public record Passwords(String superuser, String services) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");

    public Passwords {
        if (!PLAIN.matcher(services).matches()) {
            // A role's password cannot be a parameter of a statement: it is written into one.
            throw new IllegalArgumentException("the services' password must consist of letters and digits");
        }
    }

    @Override
    public String toString() {
        return "Passwords[hidden]";
    }
}
