package vn.truc.schemas.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tree heads whose signatures were verified, so that the documents of one tree cost one verification.
 *
 * <p>A table of fixed size that any thread reads and writes without a lock: a head has one place, and the newest takes
 * it. Only heads whose signature was good get in, and a head is found only by all that was verified: certificate, size,
 * root and signature, byte for byte. So a stranger can neither plant an entry nor grow the table; at worst a signer with
 * a valid certificate pushes out another's, which then is verified again.
 */
public final class VerifiedTreeHeads {

    private final AtomicReferenceArray<@Nullable Head> heads;
    private final int mask;

    /** @param capacity how many heads are remembered at most, rounded up to a power of two */
    public VerifiedTreeHeads(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) - 1) << 1;
        this.heads = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    boolean contains(String certificateId, long treeSize, byte[] root, ByteBuffer signature) {
        Head head = heads.getAcquire(place(root));
        return head != null
                && head.treeSize == treeSize
                && Arrays.equals(head.root, root)
                && head.certificateId.equals(certificateId)
                && head.signature.equals(signature);
    }

    void add(String certificateId, long treeSize, byte[] root, ByteBuffer signature) {
        byte[] copy = new byte[signature.remaining()];
        signature.duplicate().get(copy);
        heads.setRelease(place(root), new Head(certificateId, treeSize, root.clone(), ByteBuffer.wrap(copy)));
    }

    private int place(byte[] root) {
        return ByteBuffer.wrap(root).getInt() & mask;
    }

    /** Never changed after it was made. */
    private static final class Head {
        private final String certificateId;
        private final long treeSize;
        private final byte[] root;
        private final ByteBuffer signature;

        Head(String certificateId, long treeSize, byte[] root, ByteBuffer signature) {
            this.certificateId = certificateId;
            this.treeSize = treeSize;
            this.root = root;
            this.signature = signature;
        }
    }
}
