package vn.truc.producer.emission;

/** Documents of a plan that follow each other and are of one mix. Immutable. */
final class Stretch {

    private final long first;
    private final long before;
    private final MixRow row;
    private final long[][] numbers;

    /**
     * @param first the first of them
     * @param before how many documents of the same mix come before {@code first}
     * @param numbers by sender and series, what the documents of other mixes before {@code first} add to a document's
     *     number in the row; empty where there are none
     */
    Stretch(long first, long before, MixRow row, long[][] numbers) {
        this.first = first;
        this.before = before;
        this.row = row;
        this.numbers = numbers;
    }

    long first() {
        return first;
    }

    long before() {
        return before;
    }

    MixRow row() {
        return row;
    }

    /** The place of document {@code n} of the plan in the row. */
    long place(long n) {
        return n - first + before;
    }

    /** The number of a document in its series, from 1; {@code inRow} is that among the documents of the row alone. */
    long number(int sender, int series, long inRow) {
        return numbers.length == 0 ? inRow : inRow + numbers[sender][series];
    }
}
