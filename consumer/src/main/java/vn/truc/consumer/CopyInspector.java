package vn.truc.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.ConsumerMeters.Outcome;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.TopicNames;

/**
 * Verifies a copy as its addressee does: the envelope by the same rules as the axis, and that the copy stands where its
 * sender's signature says that it may.
 *
 * <p>A copy that is not for the agency in whose inbox it stands is {@code UNREADABLE}, as is one that lies under a wrong
 * key: it is no document of anybody here, so it counts nowhere. What our router adds to a copy beside the key is held
 * against it where it is there, and not missed where it is not. Not thread-safe.
 */
final class CopyInspector {

    private static final byte[] NOTHING = {};

    private final EnvelopeVerifier verifier;
    private final Agencies agencies;
    private final ConsumerMeters meters;
    private final String[] inboxes = new String[AdministrativeLevel.values().length];

    CopyInspector(EnvelopeVerifier verifier, Agencies agencies, ConsumerMeters meters, TopicNames topics) {
        this.verifier = verifier;
        this.agencies = agencies;
        this.meters = meters;
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            inboxes[level.ordinal()] = topics.inbox(level);
        }
    }

    /** How large what is inspected may be. */
    SizeLimits sizes() {
        return verifier.sizes();
    }

    /** Inspects one record of the inbox {@code topic}; never throws because of what the bytes are. */
    Inspection inspect(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        String addressee = addresseeOf(headers, key);
        Verification verification = verify(value == null ? NOTHING : value);
        if (verification instanceof Verification.Refused refused) {
            meters.verified(Outcome.REFUSED);
            return new Inspection.Refused(refused.reason(), refused.detail(), refused.header(), addressee);
        }
        meters.verified(Outcome.GENUINE);
        DispatchHeader header = ((Verification.Genuine) verification).header();
        if (addressee == null || !isKeyOf(addressee, key)) {
            return misfiled("the copy does not stand under its addressee", header, addressee);
        }
        if (!isAddressedTo(addressee, header.getAddressees(), headers)) {
            return misfiled("the sender did not address it to " + addressee, header, addressee);
        }
        AdministrativeLevel level = agencies.levelOf(addressee);
        if (level == null) {
            return new Inspection.Refused(
                    RefusalReason.UNKNOWN_ADDRESSEE, "the directory does not know " + addressee, header, addressee);
        }
        if (!inboxes[level.ordinal()].equals(topic)) {
            return misfiled("the inbox of " + addressee + " is " + inboxes[level.ordinal()], header, addressee);
        }
        return new Inspection.Delivered(header, addressee, level);
    }

    private Verification verify(byte[] value) {
        Verification first = verifier.verify(value);
        if (first instanceof Verification.Refused refused && refused.mayBeStaleDirectory()) {
            agencies.refresh();
            return verifier.verify(value);
        }
        return first;
    }

    private static Inspection misfiled(String detail, DispatchHeader header, @Nullable String addressee) {
        return new Inspection.Refused(RefusalReason.UNREADABLE, detail, header, addressee);
    }

    /** A router that is not ours need not name the addressee beside the key. */
    private static @Nullable String addresseeOf(Headers headers, byte @Nullable [] key) {
        Header addressee = headers.lastHeader(RecordHeaders.ADDRESSEE);
        byte[] code = addressee == null ? key : addressee.value();
        return code == null ? null : new String(code, StandardCharsets.UTF_8);
    }

    private static boolean isKeyOf(String addressee, byte @Nullable [] key) {
        return key != null && Arrays.equals(key, addressee.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAddressedTo(String addressee, List<String> addressees, Headers headers) {
        Header copy = headers.lastHeader(RecordHeaders.COPY);
        int place = copy == null || copy.value() == null ? -1 : RecordHeaders.toInt(copy.value(), -1);
        // the place saves the search through a circular's list in each of its copies
        if (place >= 0 && place < addressees.size() && addressees.get(place).equals(addressee)) {
            return true;
        }
        return addressees.contains(addressee);
    }
}
