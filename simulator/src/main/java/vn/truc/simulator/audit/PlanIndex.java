package vn.truc.simulator.audit;

import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;

/**
 * Finds planned documents by their id. Keeps 12 bytes for each document and makes it again from the plan when asked, so
 * that millions fit. Immutable once built.
 */
final class PlanIndex {

    static final int ABSENT = -1;

    private final Plan plan;
    private final long[] hashes;
    private final int[] numbers;
    private final int mask;

    /** @param documents how many documents of the plan, from the first, are looked for */
    PlanIndex(Plan plan, int documents) {
        this.plan = plan;
        int slots = Integer.highestOneBit(Math.max(8, documents)) << 2;
        this.hashes = new long[slots];
        this.numbers = new int[slots];
        this.mask = slots - 1;
        for (int n = 0; n < documents; n++) {
            long hash = hash(plan.document(n).id());
            int slot = (int) hash & mask;
            while (hashes[slot] != 0) {
                slot = slot + 1 & mask;
            }
            hashes[slot] = hash;
            numbers[slot] = n;
        }
    }

    /** The number of the document with this id, or {@link #ABSENT}. */
    int find(String id) {
        long hash = hash(id);
        for (int slot = (int) hash & mask; hashes[slot] != 0; slot = slot + 1 & mask) {
            if (hashes[slot] == hash && plan.document(numbers[slot]).id().equals(id)) {
                return numbers[slot];
            }
        }
        return ABSENT;
    }

    PlannedDocument document(int n) {
        return plan.document(n);
    }

    private static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }
}
