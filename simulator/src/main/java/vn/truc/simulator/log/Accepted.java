package vn.truc.simulator.log;

import java.util.BitSet;
import java.util.List;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;

/** A document that the axis accepted, with what was seen of its copies. Not thread-safe. */
final class Accepted {

    final String id;
    final String sender;
    final List<String> addressees;
    final Medium medium;
    final Priority priority;
    final long issuedAt;
    final int partition;
    final long offset;
    final byte[] digest;
    final BitSet copies = new BitSet(1);
    final BitSet receipts = new BitSet(1);

    /**
     * @param partition of the outbox
     * @param digest of the whole record
     */
    Accepted(DispatchHeader header, int partition, long offset, byte[] digest) {
        this.id = header.getDocumentId();
        this.sender = header.getSender();
        this.addressees = header.getAddressees();
        this.medium = header.getMedium();
        this.priority = header.getPriority();
        this.issuedAt = header.getIssuedAt();
        this.partition = partition;
        this.offset = offset;
        this.digest = digest;
    }
}
