package dev.cloudlet.kit.account;

/** Asks iam-service for the account of this name. */
public record AccountQuestion(By by, String name) {
    /** The internal operation of iam-service that answers it, with an {@link AccountAnswer}. */
    public static final String OPERATION = "account";

    /** Which of its names it is. */
    public enum By {
        ACCOUNT,
        CANONICAL_ID,
        EMAIL
    }
}
