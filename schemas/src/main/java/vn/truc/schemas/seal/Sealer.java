package vn.truc.schemas.seal;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.Seal;

/**
 * Seals the documents of one agency. Not thread-safe: one thread signs for an agency, and what has queued for it
 * meanwhile is one batch.
 */
public final class Sealer {

    private final List<Signer> signers = new ArrayList<>();
    private final Batching batching;
    private final MessageDigest sha256;

    /**
     * @param keys the agency's keys, one for each role that seals; none for the unsigned baseline
     */
    public Sealer(List<AgencyKey> keys, Batching batching, CryptoProvider provider) {
        for (AgencyKey key : keys) {
            signers.add(new Signer(key, provider));
        }
        this.batching = batching;
        this.sha256 = provider.sha256();
    }

    /**
     * Seals a batch.
     *
     * @param headers the encoded headers, at least one
     * @return for each header its seals, one for each key
     */
    public List<List<Seal>> seal(List<ByteBuffer> headers) {
        List<List<Seal>> seals = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            seals.add(new ArrayList<>(signers.size()));
        }
        for (Signer signer : signers) {
            if (batching == Batching.EACH) {
                for (int i = 0; i < headers.size(); i++) {
                    seals.get(i).add(signer.seal(headers.get(i)));
                }
            } else {
                signer.sealTree(headers, seals);
            }
        }
        return seals;
    }

    private final class Signer {

        private final AgencyKey key;
        private final Signature signature;

        Signer(AgencyKey key, CryptoProvider provider) {
            this.key = key;
            this.signature = provider.signature(key.scheme());
            try {
                signature.initSign(key.privateKey());
            } catch (InvalidKeyException e) {
                throw new IllegalArgumentException("unusable " + key, e);
            }
        }

        Seal seal(ByteBuffer header) {
            byte[] message = message(header);
            return new Seal(key.role(), key.scheme(), key.certificateId(), ByteBuffer.wrap(sign(message)), null);
        }

        void sealTree(List<ByteBuffer> headers, List<List<Seal>> seals) {
            List<byte[]> leaves = new ArrayList<>(headers.size());
            for (ByteBuffer header : headers) {
                leaves.add(message(header));
            }
            MerkleTree tree = new MerkleTree(sha256, leaves);
            ByteBuffer signed = ByteBuffer.wrap(sign(SignedMessages.treeHead(tree.size(), tree.root())));
            for (int i = 0; i < leaves.size(); i++) {
                InclusionProof proof = new InclusionProof((long) i, (long) tree.size(), ByteBuffer.wrap(tree.path(i)));
                seals.get(i).add(new Seal(key.role(), key.scheme(), key.certificateId(), signed.duplicate(), proof));
            }
        }

        private byte[] message(ByteBuffer header) {
            return SignedMessages.document(key.role(), key.certificateId(), header);
        }

        private byte[] sign(byte[] message) {
            try {
                signature.update(message);
                return signature.sign();
            } catch (SignatureException e) {
                throw new IllegalStateException("signing failed with the " + key, e);
            }
        }
    }
}
