package vn.truc.producer.emission;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * A phase whose documents are of a mix of their own.
 *
 * @param shape when its documents are due; not itself a phase of this kind
 * @param mix what they are like
 */
public record MixedPhase(LoadPhase shape, DocumentMix mix) implements LoadPhase {

    /** @throws IllegalArgumentException when {@code shape} has a mix already */
    public MixedPhase {
        if (shape instanceof MixedPhase) {
            throw new IllegalArgumentException("a phase has one mix");
        }
    }

    @Override
    public Duration duration() {
        return shape.duration();
    }

    @Override
    public String label() {
        return shape.label();
    }

    @Override
    public long offsetNanos(long k) {
        return shape.offsetNanos(k);
    }

    @Override
    public LongUnaryOperator offsets() {
        return shape.offsets();
    }

    @Override
    public long dueWithoutEnd(long nanos) {
        return shape.dueWithoutEnd(nanos);
    }

    @Override
    public MixedPhase lasting(Duration newDuration) {
        return new MixedPhase(shape.lasting(newDuration), mix);
    }
}
