package vn.truc.schemas.wire;

import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.AuditReport;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.avro.TrustAnchorRecord;

/** The codecs of everything that is written to a topic, and of the signed header. */
public final class Wire {

    /** The longest list that is read; no document has so many addressees, in any country. */
    public static final int LIST_LENGTH_MAX = 1 << 16;

    static {
        // a list is allocated before its entries are read, so a few bytes could ask for all of the memory
        System.setProperty(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, Integer.toString(LIST_LENGTH_MAX));
        requireLimitedLists();
        // Avro makes instances only of classes that the process declares as trusted
        ClassSecurityValidator.ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
        String ours = DispatchHeader.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                others, type -> type.getPackageName().equals(ours)));
    }

    public static final SingleObjectCodec<DispatchHeader> HEADER = codec(DispatchHeader.getClassSchema());
    public static final SingleObjectCodec<Envelope> ENVELOPE = codec(Envelope.getClassSchema());
    public static final SingleObjectCodec<RegisterEntry> REGISTER_ENTRY = codec(RegisterEntry.getClassSchema());
    public static final SingleObjectCodec<Receipt> RECEIPT = codec(Receipt.getClassSchema());
    public static final SingleObjectCodec<DeadLetter> DEAD_LETTER = codec(DeadLetter.getClassSchema());
    public static final SingleObjectCodec<AgencyRecord> AGENCY = codec(AgencyRecord.getClassSchema());
    public static final SingleObjectCodec<TrustAnchorRecord> TRUST_ANCHOR = codec(TrustAnchorRecord.getClassSchema());
    public static final SingleObjectCodec<SeenNumbers> SEEN_NUMBERS = codec(SeenNumbers.getClassSchema());
    public static final SingleObjectCodec<ShareReport> SHARE_REPORT = codec(ShareReport.getClassSchema());
    public static final SingleObjectCodec<AuditReport> AUDIT_REPORT = codec(AuditReport.getClassSchema());

    private Wire() {}

    /** Avro reads its limits once, so they must be set before anything else in the process decodes with it. */
    private static void requireLimitedLists() {
        try {
            SystemLimitException.checkMaxCollectionLength(0, LIST_LENGTH_MAX + 1L);
        } catch (SystemLimitException limited) {
            return;
        }
        throw new IllegalStateException("Avro was used before " + Wire.class.getName()
                + ", without a limit on lists: start the process with -D"
                + SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY + "=" + LIST_LENGTH_MAX);
    }

    private static <T extends SpecificRecord> SingleObjectCodec<T> codec(Schema current) {
        return new SingleObjectCodec<>(current, PublishedSchemas.versionsOf(current.getName()));
    }
}
