package vn.truc.producer.emission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;

/**
 * A document as the plan has it; its text is {@link Plan#body}.
 *
 * @param n its place in the plan, from 0
 * @param sender who issues it
 * @param addressees their codes in the order of the topology, distinct, at least one, never the sender's; one that the
 *     directory does not know comes last
 * @param type of document
 * @param priority of its dispatch
 * @param medium how it reaches its addressees; {@code PAPER} where it is classified
 * @param classified whether it is a state secret
 * @param number in its series, from 1; a series is a sender and a symbol
 * @param symbol of the series, as in {@code QĐ-UBND}
 * @param id {@code organ,date,number/symbol}
 * @param subject what it is about
 * @param issuedAtMillis simulated time, milliseconds since the epoch
 * @param intendedOffsetNanos when it is due, nanoseconds from the start of the run
 * @param bodyLength bytes of its text
 * @param fate what becomes of it
 * @param fault what is wrong with it, or with a record that is sent beside it; null for most documents
 */
public record PlannedDocument(
        long n,
        Agency sender,
        List<String> addressees,
        DocumentType type,
        Priority priority,
        Medium medium,
        boolean classified,
        long number,
        String symbol,
        String id,
        String subject,
        long issuedAtMillis,
        long intendedOffsetNanos,
        int bodyLength,
        Fate fate,
        @Nullable Fault fault) {

    /** Whether it travels through the exchange, and does not only stand in the register. */
    public boolean isElectronic() {
        return medium != Medium.PAPER;
    }

    /** How many copies are delivered. */
    public int deliveries() {
        if (!(fate instanceof Fate.Delivered)) {
            return 0;
        }
        return fault == Fault.UNKNOWN_COPY ? addressees.size() - 1 : addressees.size();
    }

    /** Whether a record is sent beside it that is to be refused. */
    public boolean hasStray() {
        return fault != null && fault.effect() == Fault.Effect.BESIDE;
    }
}
