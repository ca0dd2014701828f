package vn.truc.simulator.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of a run, never more than {@link #INTERVALS_MAX}: when they are full, two and two become one, and from
 * then on each is as long as those. Nothing is lost but resolution. Not thread-safe.
 */
final class Timeline {

    /** Ten minutes by the second; even, so that all find a neighbour. */
    static final int INTERVALS_MAX = 600;

    private final List<Interval> whole = new ArrayList<>();
    private @Nullable Interval growing;
    private int samplesInGrowing;
    private int samplesInWhole = 1;

    /** Adds what happened since the last one was added. */
    void add(Interval sample) {
        if (whole.size() == INTERVALS_MAX) {
            halve();
        }
        growing = growing == null ? sample : growing.plus(sample);
        samplesInGrowing++;
        if (samplesInGrowing == samplesInWhole) {
            whole.add(growing);
            growing = null;
            samplesInGrowing = 0;
        }
    }

    /** All of them in their order; the last one may be shorter than the others. */
    List<Interval> intervals() {
        List<Interval> all = new ArrayList<>(whole);
        if (growing != null) {
            all.add(growing);
        }
        return all;
    }

    private void halve() {
        for (int i = 0; i < INTERVALS_MAX / 2; i++) {
            whole.set(i, whole.get(2 * i).plus(whole.get(2 * i + 1)));
        }
        whole.subList(INTERVALS_MAX / 2, INTERVALS_MAX).clear();
        samplesInWhole *= 2;
    }
}
