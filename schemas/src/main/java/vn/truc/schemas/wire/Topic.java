package vn.truc.schemas.wire;

import java.util.Locale;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * The topics of the exchange and what they are for. The names carry a prefix that is an option; {@code truc.} unless
 * told otherwise.
 */
public enum Topic {
    /** Sealed documents as their senders issued them. Key: sender. */
    OUTBOX("outbox", false),
    /** Documents that went on paper only. Key: sender. */
    REGISTER("register", false),
    INBOX_COMMUNE("inbox.commune", false),
    INBOX_DISTRICT("inbox.district", false),
    INBOX_PROVINCIAL("inbox.provincial", false),
    INBOX_CENTRAL("inbox.central", false),
    /** Refused documents and copies, with the reason and the original bytes. Key: sender, where it is known. */
    DEAD_LETTER("dead-letter", false),
    /** Copies that their addressee verified. Key: sender. */
    RECEIPT("receipt", false),
    /** Counts of each sender. Key: scope|window. */
    SHARE("share", true),
    /** Agencies, their certificates, and the trust anchor. Key: agency code. */
    DIRECTORY("directory", true),
    /** The router's duplicate index; partition p belongs to partition p of the outbox. Key: series and range. */
    SEEN("seen", true),
    /** What the last audit found. Key: {@link #AUDIT_KEY}. */
    AUDIT("audit", true);

    /** The key of the one record that counts in {@link #AUDIT}. */
    public static final String AUDIT_KEY = "audit";

    /** What stands before every name unless the user asks for another. */
    public static final String DEFAULT_PREFIX = "truc.";

    private final String suffix;
    private final boolean compacted;

    Topic(String suffix, boolean compacted) {
        this.suffix = suffix;
        this.compacted = compacted;
    }

    /** The inbox topic of the agencies of {@code level}. Key: addressee. */
    public static Topic inbox(AdministrativeLevel level) {
        return switch (level) {
            case COMMUNE -> INBOX_COMMUNE;
            case DISTRICT -> INBOX_DISTRICT;
            case PROVINCIAL -> INBOX_PROVINCIAL;
            case CENTRAL -> INBOX_CENTRAL;
        };
    }

    /** The topic's name on the cluster. */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** Whether it is the inbox of a level. */
    public boolean isInbox() {
        return switch (this) {
            case INBOX_COMMUNE, INBOX_DISTRICT, INBOX_PROVINCIAL, INBOX_CENTRAL -> true;
            default -> false;
        };
    }

    /** Whether only the latest record of a key is kept. */
    public boolean isCompacted() {
        return compacted;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
