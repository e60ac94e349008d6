package dev.cloudlet.policy;

/** An ARN of a request, cut at its first five colons; a text with fewer colons is no ARN and has no parts. */
final class ArnText {
    static final int PARTS = 6;

    private final String text;
    private final int[] ends = new int[PARTS];
    private final boolean arn;

    ArnText(String text) {
        this.text = text;
        int from = 0;
        int part = 0;
        for (; part < PARTS - 1; part++) {
            int colon = text.indexOf(':', from);
            if (colon < 0) {
                break;
            }
            ends[part] = colon;
            from = colon + 1;
        }
        arn = part == PARTS - 1;
        ends[PARTS - 1] = text.length();
    }

    boolean isArn() {
        return arn;
    }

    boolean matches(int part, Glob glob) {
        int from = part == 0 ? 0 : ends[part - 1] + 1;
        return glob.matches(text, from, ends[part]);
    }
}
