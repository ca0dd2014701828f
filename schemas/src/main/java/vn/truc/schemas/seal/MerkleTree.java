package vn.truc.schemas.seal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hash tree of RFC 9162 over a list of leaves: its root, and for each leaf the path that proves its place.
 *
 * <p>Immutable once built. Building takes one hash for each leaf and one for each inner node.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>
 */
public final class MerkleTree {

    /** The length of a node, SHA-256. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    /** Level by level from the leaves; a node without a sibling stands again one level up. */
    private final List<byte[][]> levels = new ArrayList<>();

    /**
     * @param sha256 used during construction only
     * @param leaves the leaves' data, at least one
     */
    public MerkleTree(MessageDigest sha256, List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree needs a leaf");
        }
        byte[][] level = new byte[leaves.size()][];
        for (int i = 0; i < level.length; i++) {
            level[i] = leafHash(sha256, leaves.get(i));
        }
        levels.add(level);
        while (level.length > 1) {
            level = levelAbove(sha256, level);
            levels.add(level);
        }
    }

    /** How many leaves. */
    public int size() {
        return levels.get(0).length;
    }

    /** The hash of the whole list. */
    public byte[] root() {
        return levels.get(levels.size() - 1)[0].clone();
    }

    /** The nodes from leaf {@code index} to the root, lowest first, joined. */
    public byte[] path(int index) {
        List<byte[]> nodes = new ArrayList<>(levels.size());
        int at = index;
        for (int level = 0; level < levels.size() - 1; level++) {
            int sibling = at ^ 1;
            if (sibling < levels.get(level).length) {
                nodes.add(levels.get(level)[sibling]);
            }
            at >>= 1;
        }
        byte[] path = new byte[nodes.size() * HASH_BYTES];
        for (int i = 0; i < nodes.size(); i++) {
            System.arraycopy(nodes.get(i), 0, path, i * HASH_BYTES, HASH_BYTES);
        }
        return path;
    }

    /** The hash of a leaf with the given data. */
    public static byte[] leafHash(MessageDigest sha256, byte[] data) {
        sha256.update(LEAF);
        return sha256.digest(data);
    }

    /**
     * The root to which a path leads, after RFC 9162, section 2.1.3.2.
     *
     * @return null when the path does not fit the index and the size
     */
    public static byte @Nullable [] rootOf(MessageDigest sha256, byte[] leafHash, long index, long size, byte[] path) {
        if (index < 0 || index >= size || path.length % HASH_BYTES != 0) {
            return null;
        }
        long fn = index;
        long sn = size - 1;
        byte[] root = leafHash;
        for (int at = 0; at < path.length; at += HASH_BYTES) {
            if (sn == 0) {
                return null;
            }
            sha256.update(NODE);
            if ((fn & 1) == 1 || fn == sn) {
                sha256.update(path, at, HASH_BYTES);
                sha256.update(root);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sha256.update(root);
                sha256.update(path, at, HASH_BYTES);
            }
            root = sha256.digest();
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? root : null;
    }

    private static byte[][] levelAbove(MessageDigest sha256, byte[][] level) {
        byte[][] above = new byte[(level.length + 1) / 2][];
        for (int i = 0; i < above.length; i++) {
            if (2 * i + 1 == level.length) {
                above[i] = level[2 * i];
            } else {
                sha256.update(NODE);
                sha256.update(level[2 * i]);
                above[i] = sha256.digest(level[2 * i + 1]);
            }
        }
        return above;
    }
}
