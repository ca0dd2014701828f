package vn.truc.simulator.audit;

import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;

/**
 * Finds planned documents by their id. Keeps 18 to 36 bytes for each document and makes it again from the plan when asked,
 * so that millions fit. Thread-safe once all are added.
 */
final class PlanIndex {

    private final Plan plan;
    private final long[] hashes;
    private final int[] numbers;
    private final int mask;

    /** @param documents how many documents of the plan will be added */
    PlanIndex(Plan plan, int documents) {
        this.plan = plan;
        int slots = slots(documents);
        this.hashes = new long[slots];
        this.numbers = new int[slots];
        this.mask = slots - 1;
    }

    /** A power of two of which the documents take a third to two thirds. */
    private static int slots(int documents) {
        return Integer.highestOneBit(Math.max(8, documents + documents / 2 - 1)) << 1;
    }

    /** What an index of so many documents takes. */
    static long bytes(int documents) {
        return slots(documents) * (long) (Long.BYTES + Integer.BYTES);
    }

    /** From now on this document is found. */
    void add(PlannedDocument document) {
        long hash = hash(document.id());
        int slot = (int) hash & mask;
        while (hashes[slot] != 0) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        numbers[slot] = (int) document.n();
    }

    /** The document with this id, made anew; null when none was added. */
    @Nullable
    PlannedDocument find(String id) {
        long hash = hash(id);
        for (int slot = (int) hash & mask; hashes[slot] != 0; slot = slot + 1 & mask) {
            if (hashes[slot] == hash) {
                PlannedDocument document = plan.document(numbers[slot]);
                if (document.id().equals(id)) {
                    return document;
                }
            }
        }
        return null;
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
