package vn.truc.simulator.strangers;

import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.wire.SingleObjectCodec;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Records that a test knows to be readable. */
public final class Decoded {

    private Decoded() {}

    /** The record. */
    public static <T extends SpecificRecord> T of(SingleObjectCodec<T> codec, byte[] bytes) {
        return of(codec, ByteBuffer.wrap(bytes));
    }

    /** The record. */
    public static <T extends SpecificRecord> T of(SingleObjectCodec<T> codec, ByteBuffer bytes) {
        try {
            return codec.decode(bytes);
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    /** The header of an envelope. */
    public static DispatchHeader headerOf(byte[] envelope) {
        return of(Wire.HEADER, of(Wire.ENVELOPE, envelope).getHeader());
    }
}
