package vn.truc.schemas.seal;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.SealScheme;

/** The certificate to which all others must chain. Immutable and thread-safe. */
public final class TrustAnchor {

    private static final Logger LOG = LoggerFactory.getLogger(TrustAnchor.class);

    private final X509Certificate certificate;
    private final PublicKey key;

    private TrustAnchor(X509Certificate certificate, PublicKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * An anchor from its certificate in DER or PEM.
     *
     * @throws IllegalArgumentException when it is not the self-signed certificate of a certification authority
     */
    public static TrustAnchor read(byte[] bytes) {
        X509Certificate certificate;
        try {
            certificate = Certificates.read(bytes);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate in PEM or DER: " + e.getMessage(), e);
        }
        if (certificate.getBasicConstraints() < 0) {
            throw new IllegalArgumentException("the certificate of " + certificate.getSubjectX500Principal()
                    + " is not one of a certification authority");
        }
        PublicKey key = CryptoProvider.best().own(certificate.getPublicKey());
        if (!Certificates.isIssuedBy(certificate, certificate, key)) {
            throw new IllegalArgumentException(
                    "the certificate of " + certificate.getSubjectX500Principal() + " is not signed by itself");
        }
        return new TrustAnchor(certificate, key);
    }

    /** The anchor's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Checks a certificate of the directory, once for all documents that it will seal.
     *
     * @param agency the code of the agency under which the directory lists it
     * @param provider for which the certificate's key is made ready
     * @return null, after a line in the log, when it is unreadable, of another agency, of no known scheme, or does not
     *     chain to this anchor
     */
    public @Nullable AgencyCertificate accept(String agency, CertificateRecord record, CryptoProvider provider) {
        byte[] der = Certificates.bytesOf(record.getDer());
        if (!Certificates.idOf(der).equals(record.getCertificateId())) {
            return refuse(agency, record, "its id is not the digest of its bytes");
        }
        X509Certificate listed;
        try {
            listed = Certificates.read(der);
        } catch (CertificateException e) {
            return refuse(agency, record, "it cannot be read");
        }
        if (!Certificates.isIssuedBy(listed, certificate, key)) {
            return refuse(agency, record, "it does not chain to the trust anchor");
        }
        if (!CertificateAuthority.isIssuedTo(listed, agency, record.getRole())) {
            return refuse(agency, record, "it was issued to " + listed.getSubjectX500Principal());
        }
        SealScheme scheme = Certificates.schemeOf(listed.getPublicKey());
        if (scheme == null) {
            return refuse(agency, record, "its key is of no known scheme");
        }
        PublicKey usable;
        try {
            usable = provider.own(listed.getPublicKey());
        } catch (IllegalArgumentException e) {
            return refuse(agency, record, "it certifies " + e.getMessage());
        }
        return new AgencyCertificate(
                record.getCertificateId(),
                record.getRole(),
                scheme,
                usable,
                listed.getNotBefore().toInstant().toEpochMilli(),
                listed.getNotAfter().toInstant().toEpochMilli(),
                record.getRevokedAt());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustAnchor anchor && anchor.certificate.equals(certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + ", certificate "
                + Certificates.idOf(Certificates.derOf(certificate));
    }

    private static @Nullable AgencyCertificate refuse(String agency, CertificateRecord record, String why) {
        LOG.warn("certificate {} of {} is not trusted: {}", record.getCertificateId(), agency, why);
        return null;
    }
}
