package vn.truc.schemas.verify;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.directory.DirectoryEntry;
import vn.truc.schemas.seal.AgencyCertificate;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.MerkleTree;
import vn.truc.schemas.seal.SignedMessages;

/**
 * Verifies the seals of a header: the agency's own must be there, and every one that is there must be good.
 *
 * <p>The certificate, not the seal, says which scheme its key signs in; a seal that claims another is refused. Not
 * thread-safe.
 */
final class SealVerifier {

    private final VerifiedTreeHeads treeHeads;
    private final Signature[] signatures = new Signature[SealScheme.values().length];
    private final MessageDigest sha256;
    private long certifiedUntil = Long.MAX_VALUE;

    SealVerifier(VerifiedTreeHeads treeHeads, CryptoProvider provider) {
        this.treeHeads = treeHeads;
        for (SealScheme scheme : SealScheme.values()) {
            signatures[scheme.ordinal()] = provider.signature(scheme);
        }
        this.sha256 = provider.sha256();
    }

    /** What is wrong with a seal; {@code mayBeStaleDirectory} when a newer directory could say otherwise. */
    record Fault(RefusalReason reason, String detail, boolean mayBeStaleDirectory) {
        static Fault invalid(String detail) {
            return new Fault(RefusalReason.INVALID_SEAL, detail, false);
        }
    }

    /** When the first certificate of the seals that were last found good expires, simulated time. */
    long certifiedUntil() {
        return certifiedUntil;
    }

    /** The first fault, or null when all seals are good. */
    @Nullable
    Fault firstFault(ByteBuffer header, List<Seal> seals, DirectoryEntry sender, long issuedAt) {
        boolean sealedByAgency = false;
        certifiedUntil = Long.MAX_VALUE;
        for (Seal seal : seals) {
            Fault fault = faultOf(seal, header, sender, issuedAt);
            if (fault != null) {
                return fault;
            }
            sealedByAgency |= seal.getRole() == SealRole.AGENCY;
        }
        return sealedByAgency ? null : Fault.invalid("the agency's own seal is missing");
    }

    private @Nullable Fault faultOf(Seal seal, ByteBuffer header, DirectoryEntry sender, long issuedAt) {
        AgencyCertificate certificate = sender.certificate(seal.getCertificateId());
        if (certificate == null) {
            String detail = "certificate " + shown(seal.getCertificateId()) + " is no trusted one of "
                    + sender.agency().code();
            return new Fault(RefusalReason.INVALID_SEAL, detail, true);
        }
        if (certificate.scheme() != seal.getScheme() || certificate.role() != seal.getRole()) {
            return Fault.invalid("it claims " + seal.getScheme() + " as " + seal.getRole() + ", its certificate is for "
                    + certificate.scheme() + " as " + certificate.role());
        }
        byte[] message = SignedMessages.document(certificate.role(), certificate.id(), header);
        InclusionProof proof = seal.getProof();
        boolean good = proof == null
                ? verify(certificate, message, seal.getSignature())
                : verifyInTree(certificate, message, seal.getSignature(), proof);
        if (!good) {
            return Fault.invalid("the signature does not fit header and certificate");
        }
        certifiedUntil = Math.min(certifiedUntil, certificate.notAfter());
        return timeFault(certificate, issuedAt);
    }

    private static @Nullable Fault timeFault(AgencyCertificate certificate, long issuedAt) {
        if (issuedAt < certificate.notBefore()) {
            return expired("is valid only from " + Instant.ofEpochMilli(certificate.notBefore()), issuedAt);
        }
        if (issuedAt > certificate.notAfter()) {
            return expired("expired at " + Instant.ofEpochMilli(certificate.notAfter()), issuedAt);
        }
        Long revokedAt = certificate.revokedAt();
        if (revokedAt != null && issuedAt >= revokedAt) {
            String detail = "the certificate was revoked at " + Instant.ofEpochMilli(revokedAt) + ", issued was at "
                    + Instant.ofEpochMilli(issuedAt);
            return new Fault(RefusalReason.CERTIFICATE_REVOKED, detail, false);
        }
        return null;
    }

    private static Fault expired(String what, long issuedAt) {
        String detail = "the certificate " + what + ", issued was at " + Instant.ofEpochMilli(issuedAt);
        return new Fault(RefusalReason.CERTIFICATE_EXPIRED, detail, false);
    }

    private boolean verifyInTree(
            AgencyCertificate certificate, byte[] message, ByteBuffer signature, InclusionProof proof) {
        byte[] leaf = MerkleTree.leafHash(sha256, message);
        byte[] path = new byte[proof.getPath().remaining()];
        proof.getPath().duplicate().get(path);
        byte[] root = MerkleTree.rootOf(sha256, leaf, proof.getLeafIndex(), proof.getTreeSize(), path);
        if (root == null) {
            return false;
        }
        if (treeHeads.contains(certificate.id(), proof.getTreeSize(), root, signature)) {
            return true;
        }
        boolean good = verify(certificate, SignedMessages.treeHead(proof.getTreeSize(), root), signature);
        if (good) {
            treeHeads.add(certificate.id(), proof.getTreeSize(), root, signature);
        }
        return good;
    }

    private boolean verify(AgencyCertificate certificate, byte[] message, ByteBuffer claimed) {
        Signature signature = signatures[certificate.scheme().ordinal()];
        byte[] bytes = new byte[claimed.remaining()];
        claimed.duplicate().get(bytes);
        try {
            signature.initVerify(certificate.publicKey());
            signature.update(message);
            return signature.verify(bytes);
        } catch (SignatureException malformed) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the trusted certificate " + certificate.id() + " has an unusable key", e);
        }
    }

    private static String shown(String certificateId) {
        return certificateId.length() <= 64 ? certificateId : certificateId.substring(0, 64) + "...";
    }
}
