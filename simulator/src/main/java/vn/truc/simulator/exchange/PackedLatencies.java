package vn.truc.simulator.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import vn.truc.runtime.metrics.LatencyRecorder;

/**
 * A histogram of latencies in few bytes, in the histogram's own encoding, which loses nothing: a run keeps hundreds of
 * them. Immutable.
 */
public final class PackedLatencies {

    private final byte[] encoded;

    private PackedLatencies(byte[] encoded) {
        this.encoded = encoded;
    }

    /** What {@code latencies} hold now. */
    public static PackedLatencies of(Histogram latencies) {
        ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoByteBuffer(buffer);
        return new PackedLatencies(Arrays.copyOf(buffer.array(), length));
    }

    /** The histogram again. */
    public Histogram unpacked() {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
    }

    /** These and {@code more} in one, exactly. */
    PackedLatencies plus(PackedLatencies more) {
        Histogram both = LatencyRecorder.noLatencies();
        both.add(unpacked());
        both.add(more.unpacked());
        return of(both);
    }
}
