package vn.truc.router.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The numbers that a series has given, each with its day.
 *
 * <p>Numbers are given one after the other and days go on, so that a list of the numbers at which a new day began says the day
 * of each. A number that came on another day than its neighbours is kept beside, under its day: it is another document. Not
 * thread-safe.
 */
final class SeriesNumbers {

    private final RoaringBitmap inOrder = new RoaringBitmap();
    /** From which number on it is which day; rising. */
    private int[] dayBegins = new int[1];

    private int[] days = new int[1];
    private int dayCount;
    private int max = -1;
    private @Nullable Map<Integer, RoaringBitmap> outOfOrder;

    /** Takes a number of a day in; false when it was there already. */
    boolean add(int number, int day) {
        if (number > max) {
            if (dayCount == 0 || days[dayCount - 1] != day) {
                begin(number, day);
            }
            max = number;
            inOrder.add(number);
            return true;
        }
        if (isInOrder(number, day)) {
            return inOrder.checkedAdd(number);
        }
        if (outOfOrder == null) {
            outOfOrder = new HashMap<>();
        }
        return outOfOrder.computeIfAbsent(day, unseen -> new RoaringBitmap()).checkedAdd(number);
    }

    boolean contains(int number, int day) {
        if (isInOrder(number, day)) {
            return inOrder.contains(number);
        }
        RoaringBitmap beside = outOfOrder == null ? null : outOfOrder.get(day);
        return beside != null && beside.contains(number);
    }

    /** Hands over the numbers of a day from {@code from} until {@code to}. */
    void forEach(int day, int from, int to, IntConsumer onNumber) {
        inOrder.forEachInRange(from, to - from, number -> {
            if (isInOrder(number, day)) {
                onNumber.accept(number);
            }
        });
        RoaringBitmap beside = outOfOrder == null ? null : outOfOrder.get(day);
        if (beside != null) {
            beside.forEachInRange(from, to - from, onNumber::accept);
        }
    }

    /** Lets numbers that follow each other shrink to their runs. */
    void compact() {
        inOrder.runOptimize();
        dayBegins = Arrays.copyOf(dayBegins, Math.max(1, dayCount));
        days = Arrays.copyOf(days, Math.max(1, dayCount));
        if (outOfOrder != null) {
            outOfOrder.values().forEach(RoaringBitmap::runOptimize);
        }
    }

    /** Bytes that bitmaps and days take. */
    long bytes() {
        long bytes = inOrder.getLongSizeInBytes() + 2L * Integer.BYTES * days.length;
        if (outOfOrder != null) {
            for (RoaringBitmap beside : outOfOrder.values()) {
                bytes += beside.getLongSizeInBytes();
            }
        }
        return bytes;
    }

    private void begin(int number, int day) {
        if (dayCount == days.length) {
            int room = dayCount + (dayCount >> 1) + 1;
            dayBegins = Arrays.copyOf(dayBegins, room);
            days = Arrays.copyOf(days, room);
        }
        dayBegins[dayCount] = number;
        days[dayCount] = day;
        dayCount++;
    }

    /** Whether the day is the one on which numbers around this one were given. */
    private boolean isInOrder(int number, int day) {
        if (dayCount == 0 || number > max || number < dayBegins[0]) {
            return false;
        }
        int at = Arrays.binarySearch(dayBegins, 0, dayCount, number);
        return days[at >= 0 ? at : -at - 2] == day;
    }
}
