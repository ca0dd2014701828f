package vn.truc.router.routing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.roaringbitmap.RoaringBitmap;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Which documents of one outbox partition were ever accepted, without a time limit.
 *
 * <p>Numbers of a series (organ, date, symbol) are kept in a compressed bitmap: numbers are given one after the other,
 * so a series costs little more than its runs. An identifier whose number is not a plain decimal is kept whole.
 *
 * <p>What changed since the last commit can be written as table rows, each holding one fixed range of
 * {@value #RANGE_NUMBERS} numbers, so that a row stays small however long its series grows, and applying all rows in
 * any order gives the index back. Not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1603.06549">S. Chambi et al., Better bitmap performance with Roaring bitmaps;
 *     D. Lemire et al., Consistently faster and smaller compressed bitmaps with Roaring</a>
 */
public final class DuplicateIndex {

    /** How many numbers one row holds. */
    static final int RANGE_NUMBERS = 512;

    private static final int RANGE_BYTES = RANGE_NUMBERS / Byte.SIZE;
    private static final String NUMERIC_ROW = "N|";
    private static final String EXACT_ROW = "X|";

    private final Map<Series, RoaringBitmap> numbers = new HashMap<>();
    private final Set<String> exact = new HashSet<>();
    private final Set<Range> changedRanges = new LinkedHashSet<>();
    private final Set<String> changedExact = new LinkedHashSet<>();
    private long size;

    /**
     * Takes a document into the index.
     *
     * @return false when it was there already
     */
    public boolean add(DocumentId id) {
        int number = id.numericNumber();
        if (number < 0) {
            return addExact(id.toString());
        }
        Series series = new Series(id.organ(), (int) id.date().toEpochDay(), id.symbol());
        RoaringBitmap seen = numbers.computeIfAbsent(series, unseen -> new RoaringBitmap());
        if (!seen.checkedAdd(number)) {
            return false;
        }
        size++;
        changedRanges.add(new Range(series, number / RANGE_NUMBERS));
        return true;
    }

    /** Whether a document is in the index. */
    public boolean contains(DocumentId id) {
        int number = id.numericNumber();
        if (number < 0) {
            return exact.contains(id.toString());
        }
        RoaringBitmap seen = numbers.get(new Series(id.organ(), (int) id.date().toEpochDay(), id.symbol()));
        return seen != null && seen.contains(number);
    }

    /** Hands over each row that changed since the last time, as key and value, and forgets that it changed. */
    public void drainChanges(BiConsumer<byte[], byte[]> onRow) {
        for (Range range : changedRanges) {
            onRow.accept(
                    range.rowKey().getBytes(StandardCharsets.UTF_8),
                    Wire.SEEN_NUMBERS.encode(new SeenNumbers(bits(range))));
        }
        changedRanges.clear();
        for (String id : changedExact) {
            onRow.accept(
                    (EXACT_ROW + id).getBytes(StandardCharsets.UTF_8),
                    Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.allocate(0))));
        }
        changedExact.clear();
    }

    /**
     * Takes in a row that {@link #drainChanges} once handed over.
     *
     * @throws CorruptIndexException when it is anything else: then nothing may be admitted any more
     */
    public void restore(byte[] rowKey, byte[] value) {
        String key = new String(rowKey, StandardCharsets.UTF_8);
        if (key.startsWith(EXACT_ROW)) {
            size += exact.add(key.substring(EXACT_ROW.length())) ? 1 : 0;
            return;
        }
        Range range = Range.ofRowKey(key);
        RoaringBitmap seen = numbers.computeIfAbsent(range.series(), unseen -> new RoaringBitmap());
        ByteBuffer bits;
        try {
            bits = Wire.SEEN_NUMBERS.decode(value).getBits();
        } catch (UnreadableRecordException e) {
            throw new CorruptIndexException(key, e);
        }
        int base = range.index() * RANGE_NUMBERS;
        for (int i = 0; i < bits.remaining() * Byte.SIZE; i++) {
            if ((bits.get(bits.position() + i / Byte.SIZE) >>> i % Byte.SIZE & 1) != 0) {
                size += seen.checkedAdd(base + i) ? 1 : 0;
            }
        }
    }

    /** Lets series of consecutive numbers shrink to their runs; worth its time after a restore and now and then. */
    public void compact() {
        numbers.values().forEach(RoaringBitmap::runOptimize);
    }

    /** Bytes that the bitmaps take, without the keys of their series. */
    public long numberBytes() {
        long total = 0;
        for (RoaringBitmap seen : numbers.values()) {
            total += seen.getLongSizeInBytes();
        }
        return total;
    }

    /** How many documents are in the index. */
    public long size() {
        return size;
    }

    private boolean addExact(String id) {
        if (!exact.add(id)) {
            return false;
        }
        size++;
        changedExact.add(id);
        return true;
    }

    private ByteBuffer bits(Range range) {
        RoaringBitmap seen = numbers.getOrDefault(range.series(), new RoaringBitmap());
        ByteBuffer bits = ByteBuffer.allocate(RANGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int base = range.index() * RANGE_NUMBERS;
        for (long number = seen.nextValue(base); number >= base && number < base + RANGE_NUMBERS; ) {
            int bit = (int) number - base;
            bits.put(bit / Byte.SIZE, (byte) (bits.get(bit / Byte.SIZE) | 1 << bit % Byte.SIZE));
            number = seen.nextValue((int) number + 1);
        }
        return bits;
    }

    private record Series(String organ, int epochDay, String symbol) {}

    private record Range(Series series, int index) {

        String rowKey() {
            return NUMERIC_ROW + series.organ() + '|' + series.epochDay() + '|' + index + '|' + series.symbol();
        }

        static Range ofRowKey(String key) {
            String[] parts = key.split("\\|", 5);
            if (parts.length != 5 || !key.startsWith(NUMERIC_ROW)) {
                throw new CorruptIndexException(key, null);
            }
            try {
                Series series = new Series(parts[1], Integer.parseInt(parts[2]), parts[4]);
                return new Range(series, Integer.parseInt(parts[3]));
            } catch (NumberFormatException e) {
                throw new CorruptIndexException(key, e);
            }
        }
    }
}
