package vn.truc.consumer.share;

import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;

/**
 * What each event adds to the counts of its sender. A document counts once:
 *
 * <ul>
 *   <li>delivered: by its primary copy, as electronic or parallel, whatever becomes of its other copies;
 *   <li>refused as a whole: as refused, for a reason that is the sender's own;
 *   <li>primary copy refused at its addressee: as refused;
 *   <li>on paper only: as paper, unless it is classified.
 * </ul>
 *
 * <p>Beside it, a delivery counts for each copy that was verified or refused on its own. A document that was refused as a
 * whole adds no deliveries: it had no copies, and how many addressees it names cannot be believed where its seal was not
 * good. So of the deliveries that were planned, those are delivered, refused, or were due from a refused document.
 *
 * <p>{@code DUPLICATE}, {@code UNKNOWN_SENDER} and {@code UNREADABLE} are not documents of an agency and count nowhere.
 */
public final class CountingRules {

    private static final Counts DELIVERED = new Counts(0, 0, 0, 0, 1, 0);
    private static final Counts ELECTRONIC = new Counts(1, 0, 0, 0, 1, 0);
    private static final Counts PARALLEL = new Counts(0, 1, 0, 0, 1, 0);
    private static final Counts PAPER_DELIVERED = new Counts(0, 0, 1, 0, 1, 0);
    private static final Counts PAPER = new Counts(0, 0, 1, 0, 0, 0);
    private static final Counts REFUSED = new Counts(0, 0, 0, 1, 0, 0);
    private static final Counts COPY_REFUSED = new Counts(0, 0, 0, 0, 0, 1);
    private static final Counts PRIMARY_REFUSED = new Counts(0, 0, 0, 1, 0, 1);

    private CountingRules() {}

    /** The counts after {@code event}. */
    public static Counts after(Counts counts, CountEvent event) {
        return counts.plus(contributionOf(event));
    }

    /** What {@code event} adds; {@link Counts#NONE} itself when it counts nowhere. */
    public static Counts contributionOf(CountEvent event) {
        if (event instanceof CountEvent.Received received) {
            return received.primary() ? primaryOf(received.medium()) : DELIVERED;
        }
        if (event instanceof CountEvent.Registered registered) {
            return registered.classified() ? Counts.NONE : PAPER;
        }
        CountEvent.Refused refused = (CountEvent.Refused) event;
        if (!isCounted(refused.reason())) {
            return Counts.NONE;
        }
        if (refused.scope() == RefusalScope.DOCUMENT) {
            return REFUSED;
        }
        return refused.primary() ? PRIMARY_REFUSED : COPY_REFUSED;
    }

    /** Whether a refusal for {@code reason} is a refusal of something that an agency issued. */
    public static boolean isCounted(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_ADDRESSEE, INVALID_SEAL, CERTIFICATE_EXPIRED, CERTIFICATE_REVOKED, BODY_MISMATCH, OVERSIZE ->
                true;
            case DUPLICATE, UNKNOWN_SENDER, UNREADABLE -> false;
        };
    }

    /**
     * Whether the date that an event carries can be believed: it stood under a seal that was good, or in the register.
     * The date of a document whose seal was not good is a claim, and that of a document outside its certificate's
     * validity is what it was refused for.
     */
    public static boolean isDateVouchedFor(CountEvent event) {
        if (event instanceof CountEvent.Refused refused) {
            return switch (refused.reason()) {
                case UNKNOWN_ADDRESSEE, CERTIFICATE_REVOKED, BODY_MISMATCH, DUPLICATE -> true;
                case INVALID_SEAL, CERTIFICATE_EXPIRED, OVERSIZE, UNKNOWN_SENDER, UNREADABLE -> false;
            };
        }
        return true;
    }

    private static Counts primaryOf(Medium medium) {
        return switch (medium) {
            case ELECTRONIC -> ELECTRONIC;
            case PARALLEL -> PARALLEL;
            case PAPER -> PAPER_DELIVERED;
        };
    }
}
