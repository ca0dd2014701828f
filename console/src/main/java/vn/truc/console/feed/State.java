package vn.truc.console.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;

/**
 * What the page shows at one moment, in the form in which it is sent. Levels are always in the order of {@link
 * vn.truc.schemas.avro.AdministrativeLevel}. Shares are 0 to 1, or null when nothing was counted.
 *
 * @param at wall clock, milliseconds since the epoch
 * @param name of the scenario, or null when the console was not told
 * @param target the share that is aimed at, or null when the console was not told
 * @param simulatedNow the date of the latest delivered document, milliseconds since the epoch, or null without any
 * @param windows the latest windows, the earliest first
 * @param audit what the last audit found, or null before any
 * @param fault what is wrong with the connection to the cluster, for a person, or null
 * @param pages how many pages are open
 */
public record State(
        long at,
        @Nullable String name,
        @Nullable Double target,
        @Nullable Long simulatedNow,
        Shares share,
        List<Window> windows,
        Flow flow,
        Point point,
        Refusals refusals,
        List<Role> roles,
        int brokers,
        @Nullable Audit audit,
        @Nullable String fault,
        int pages) {

    /** Counts of documents. */
    public record Documents(long electronic, long parallel, long paper, long refused) {

        static Documents of(Counts counts) {
            return new Documents(counts.electronic(), counts.parallel(), counts.paper(), counts.refused());
        }
    }

    /** Counts of copies. */
    public record Deliveries(long delivered, long refused) {

        static Deliveries of(Counts counts) {
            return new Deliveries(counts.delivered(), counts.refusedDeliveries());
        }
    }

    /**
     * The shares and what they are shares of.
     *
     * @param level null over all levels
     */
    public record Share(
            @Nullable String level,
            @Nullable Double electronic,
            @Nullable Double paperless,
            Documents documents,
            Deliveries deliveries) {

        static Share of(@Nullable String level, Counts counts) {
            return new Share(
                    level,
                    orNull(counts.electronicShare()),
                    orNull(counts.paperlessShare()),
                    Documents.of(counts),
                    Deliveries.of(counts));
        }
    }

    /** The shares over all levels, and of each. */
    public record Shares(Share total, List<Share> levels) {}

    /**
     * The shares in one window.
     *
     * @param start simulated time, milliseconds since the epoch, as {@code end}
     */
    public record Window(
            long start, long end, @Nullable Double electronic, @Nullable Double paperless, long documents) {}

    /** Deliveries from the level of the row to the level of the column: now, and since the console follows. */
    public record Flow(List<List<Double>> perSecond, List<List<Long>> total) {}

    /**
     * One second.
     *
     * @param t seconds since the epoch
     * @param issued documents that reached the outbox or the register, a second
     * @param delivered copies that their addressee verified, a second
     * @param refused documents and copies, a second
     * @param backlog documents in the outbox that no router dealt with yet; null when no router of ours is there
     * @param p50 milliseconds from the intended issue to the delivery; null when nothing was delivered
     */
    public record Point(
            long t,
            double issued,
            double delivered,
            double refused,
            @Nullable Long backlog,
            @Nullable Double p50,
            @Nullable Double p99,
            @Nullable Double max) {}

    /** How often one reason was given. */
    public record ReasonCount(String reason, long total, long lastMinute) {}

    /**
     * A dead letter in a list.
     *
     * @param n names the letter for as long as it is kept
     */
    public record LetterLine(
            long n,
            long at,
            String reason,
            String detail,
            String refusedBy,
            String scope,
            @Nullable String documentId,
            @Nullable String sender,
            @Nullable String addressee) {}

    /**
     * The dead letters.
     *
     * @param byReason the most frequent first
     * @param latest the newest first
     */
    public record Refusals(long total, List<ReasonCount> byReason, List<LetterLine> latest) {}

    /**
     * Where one role stands.
     *
     * @param group its consumer group, or null
     * @param state as Kafka calls the state of a group, or ABSENT; of producers WRITING or SILENT
     * @param lag records that the group has not dealt with
     * @param perSecond documents, at the addressees copies
     */
    public record Role(
            String role,
            @Nullable String group,
            String state,
            @Nullable Integer members,
            @Nullable Long lag,
            double perSecond) {

        /** The role at another rate. */
        Role moving(double newPerSecond) {
            return new Role(role, group, state, members, lag, newPerSecond);
        }
    }

    /** How often one guarantee was found broken. */
    public record Finding(String guarantee, long violations) {}

    /** What an audit found. */
    public record Audit(long auditedAt, long planned, long violations, Documents documents, List<Finding> guarantees) {}

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
