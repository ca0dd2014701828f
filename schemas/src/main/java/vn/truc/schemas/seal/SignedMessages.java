package vn.truc.schemas.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vn.truc.schemas.avro.SealRole;

/**
 * The bytes that signatures cover. Each kind begins with a label of its own, so that a signature given for one thing can
 * never be shown for another.
 */
public final class SignedMessages {

    private static final byte[] DOCUMENT = "truc/document-seal/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TREE_HEAD = "truc/tree-head/v1\0".getBytes(StandardCharsets.US_ASCII);

    private SignedMessages() {}

    /**
     * What a seal says of one document: label, role (1 byte: 1 agency, 2 signatory), length of the certificate's id (2 bytes), the id, the header
     * as it is encoded. Also the data of the document's leaf in a tree.
     */
    public static byte[] document(SealRole role, String certificateId, ByteBuffer header) {
        byte[] id = certificateId.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer message = ByteBuffer.allocate(DOCUMENT.length + 1 + Short.BYTES + id.length + header.remaining());
        message.put(DOCUMENT).put(roleByte(role)).putShort((short) id.length).put(id);
        return message.put(header.duplicate()).array();
    }

    private static byte roleByte(SealRole role) {
        return switch (role) {
            case AGENCY -> 1;
            case SIGNATORY -> 2;
        };
    }

    /** What a seal says of a tree of documents: label, number of leaves (8 bytes), root. */
    public static byte[] treeHead(long treeSize, byte[] root) {
        return ByteBuffer.allocate(TREE_HEAD.length + Long.BYTES + root.length)
                .put(TREE_HEAD)
                .putLong(treeSize)
                .put(root)
                .array();
    }
}
