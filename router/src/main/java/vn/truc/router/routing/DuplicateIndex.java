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
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Which documents of one outbox partition were ever accepted, without a time limit.
 *
 * <p>Numbers of a series (organ and symbol) are kept in a compressed bitmap, with the numbers at which a new day began:
 * numbers are given one after the other, so a series costs little more than its days. An identifier whose number is not a
 * plain decimal is kept whole.
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

    private final Map<Series, SeriesNumbers> numbers = new HashMap<>();
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
        Series series = new Series(id.organ(), id.symbol());
        int day = (int) id.date().toEpochDay();
        if (!numbersOf(series).add(number, day)) {
            return false;
        }
        size++;
        changedRanges.add(new Range(series, day, number / RANGE_NUMBERS));
        return true;
    }

    private SeriesNumbers numbersOf(Series series) {
        return numbers.computeIfAbsent(series, unseen -> new SeriesNumbers());
    }

    /** Whether a document is in the index. */
    public boolean contains(DocumentId id) {
        int number = id.numericNumber();
        if (number < 0) {
            return exact.contains(id.toString());
        }
        SeriesNumbers seen = numbers.get(new Series(id.organ(), id.symbol()));
        return seen != null && seen.contains(number, (int) id.date().toEpochDay());
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
        SeriesNumbers seen = numbersOf(range.series());
        ByteBuffer bits;
        try {
            bits = Wire.SEEN_NUMBERS.decode(value).getBits();
        } catch (UnreadableRecordException e) {
            throw new CorruptIndexException(key, e);
        }
        int base = range.index() * RANGE_NUMBERS;
        for (int i = 0; i < bits.remaining() * Byte.SIZE; i++) {
            if ((bits.get(bits.position() + i / Byte.SIZE) >>> i % Byte.SIZE & 1) != 0) {
                size += seen.add(base + i, range.day()) ? 1 : 0;
            }
        }
    }

    /** Lets series of consecutive numbers shrink to their runs; worth its time after a restore and now and then. */
    public void compact() {
        numbers.values().forEach(SeriesNumbers::compact);
    }

    /** Bytes that numbers and days take, without the keys of their series. */
    public long numberBytes() {
        long total = 0;
        for (SeriesNumbers seen : numbers.values()) {
            total += seen.bytes();
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
        ByteBuffer bits = ByteBuffer.allocate(RANGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int base = range.index() * RANGE_NUMBERS;
        numbersOf(range.series()).forEach(range.day(), base, base + RANGE_NUMBERS, number -> {
            int bit = number - base;
            bits.put(bit / Byte.SIZE, (byte) (bits.get(bit / Byte.SIZE) | 1 << bit % Byte.SIZE));
        });
        return bits;
    }

    private record Series(String organ, String symbol) {}

    private record Range(Series series, int day, int index) {

        String rowKey() {
            return NUMERIC_ROW + series.organ() + '|' + day + '|' + index + '|' + series.symbol();
        }

        static Range ofRowKey(String key) {
            String[] parts = key.split("\\|", 5);
            if (parts.length != 5 || !key.startsWith(NUMERIC_ROW)) {
                throw new CorruptIndexException(key, null);
            }
            try {
                Series series = new Series(parts[1], parts[4]);
                return new Range(series, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
            } catch (NumberFormatException e) {
                throw new CorruptIndexException(key, e);
            }
        }
    }
}
