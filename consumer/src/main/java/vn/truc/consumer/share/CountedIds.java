package vn.truc.consumer.share;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.document.DocumentId;

/**
 * Remembers which documents were counted in an account whose events can come twice: a producer that is started again
 * registers its paper documents again, and has the same documents refused again. (Receipts cannot come twice: the axis
 * lets a document through once.)
 *
 * <p>Numbers of one series on one day share a row, a bit for each; other numbers have a row of their own. The rows live in
 * a table that the caller keeps. Not thread-safe.
 */
public final class CountedIds {

    /** An account in which a document counts once. */
    public enum Account {
        PAPER('P'),
        REFUSED('R');

        private final char mark;

        Account(char mark) {
            this.mark = mark;
        }
    }

    /** Where the rows are kept. */
    public interface Rows {
        byte @Nullable [] get(String key);

        void put(String key, byte[] row);
    }

    private static final int NUMBERS_PER_ROW = 512;
    private static final byte[] PRESENT = {};

    private final Rows rows;

    public CountedIds(Rows rows) {
        this.rows = rows;
    }

    /**
     * Marks {@code id} as counted in {@code account}.
     *
     * @return false when it was before
     */
    public boolean add(Account account, DocumentId id) {
        int number = id.numericNumber();
        return number < 0 ? addAlone(account, id) : addToRow(account, id, number);
    }

    private boolean addAlone(Account account, DocumentId id) {
        String key = account.mark + "X|" + id;
        if (rows.get(key) != null) {
            return false;
        }
        rows.put(key, PRESENT);
        return true;
    }

    private boolean addToRow(Account account, DocumentId id, int number) {
        String key =
                account.mark + "N|" + id.organ() + '|' + id.date() + '|' + id.symbol() + '|' + number / NUMBERS_PER_ROW;
        int bit = number % NUMBERS_PER_ROW;
        int at = bit / Byte.SIZE;
        int mask = 1 << bit % Byte.SIZE;
        byte[] row = rows.get(key);
        if (row == null) {
            row = PRESENT;
        } else if (at < row.length && (row[at] & mask) != 0) {
            return false;
        }
        // a copy, because a table may hand out the very array that it keeps
        byte[] marked = Arrays.copyOf(row, Math.max(row.length, at + 1));
        marked[at] |= (byte) mask;
        rows.put(key, marked);
        return true;
    }
}
