package dev.cloudlet.protocol;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that is not what the model demands.
 *
 * @param field the offending member; an element's is its list's
 * @param path where it is, as AWS writes it: {@code tags.1.member.key}
 * @param top the top-level member it is in
 * @param value the value, null if it is missing
 * @param demand what it does not satisfy
 * @param sensitive whether the value is a secret, which no message repeats
 */
record Violation(
        Field field, String path, Field top, @Nullable String value, Demand demand, boolean sensitive) {
    private static final Pattern MEMBER_NAME = Pattern.compile("(?<=^|\\.)(?!member\\b)[a-z]");

    /** What was demanded. */
    sealed interface Demand {
        /** In the words of AWS. */
        String words();

        record Present() implements Demand {
            @Override
            public String words() {
                return "Member must not be null";
            }
        }

        record Length(boolean atLeast, long bound) implements Demand {
            @Override
            public String words() {
                return "Member must have length " + than(atLeast) + bound;
            }
        }

        record Size(boolean atLeast, double bound) implements Demand {
            @Override
            public String words() {
                return "Member must have value " + than(atLeast) + number();
            }

            String number() {
                return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
            }
        }

        record OneOf(java.util.Collection<String> values) implements Demand {
            @Override
            public String words() {
                return "Member must satisfy enum value set: [" + String.join(", ", values) + "]";
            }
        }

        record Match(String pattern) implements Demand {
            @Override
            public String words() {
                return "Member must satisfy regular expression pattern: " + pattern;
            }
        }

        /** An element of a list, or a key or value of a map, does not satisfy its demand. */
        record Each(String prefix, Demand demand) implements Demand {
            @Override
            public String words() {
                return prefix + " must satisfy constraint: [" + demand.words() + "]";
            }
        }

        private static String than(boolean atLeast) {
            return atLeast ? "greater than or equal to " : "less than or equal to ";
        }
    }

    boolean missing() {
        return demand instanceof Demand.Present;
    }

    /** Where it is, as a form names it: {@code Tags.member.1.Key}. */
    String parameter() {
        String inOrder = path.replaceAll("\\.(\\d+)\\.member", ".member.$1");
        return MEMBER_NAME.matcher(inOrder).replaceAll(first -> first.group().toUpperCase(Locale.ROOT));
    }

    /** The sentence AWS's services share. */
    String sentence() {
        String shown = sensitive ? "Value" : missing() ? "Value null" : "Value '" + value + "'";
        return shown + " at '" + path + "' failed to satisfy constraint: " + demand.words();
    }
}
