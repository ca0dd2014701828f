package vn.truc.schemas.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

/**
 * The simulated government CA. Subject and issuer of everything that it issues say <em>SIMULATION ONLY</em>.
 *
 * <p>Its own key is Ed25519, whatever scheme the agencies sign with. Thread-safe.
 */
public final class CertificateAuthority {

    private static final String MARK = "SIMULATION ONLY";
    private static final SealScheme OWN_SCHEME = SealScheme.ED25519;
    private static final int SERIAL_BITS = 64;

    private final PrivateKey privateKey;
    private final X509Certificate certificate;
    private final X500Name name;
    private final SecureRandom random;

    private CertificateAuthority(PrivateKey privateKey, X509Certificate certificate, SecureRandom random) {
        this.privateKey = privateKey;
        this.certificate = certificate;
        this.name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        this.random = random;
    }

    /** A new authority whose certificate is valid between two moments of simulated time. */
    public static CertificateAuthority create(Instant notBefore, Instant notAfter, SecureRandom random) {
        KeyPair keys = CryptoProvider.best().keyPairs(OWN_SCHEME).generateKeyPair();
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, MARK)
                .addRDN(BCStyle.CN, "Simulated Government CA")
                .build();
        X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), notBefore, notAfter, random);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (IOException e) {
            throw new IllegalStateException("an extension could not be encoded", e);
        }
        try {
            return new CertificateAuthority(
                    keys.getPrivate(), Certificates.read(sign(builder, keys.getPrivate())), random);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was just issued cannot be read", e);
        }
    }

    /** An authority whose key and certificate were kept. */
    public static CertificateAuthority of(PrivateKey privateKey, X509Certificate certificate, SecureRandom random) {
        return new CertificateAuthority(privateKey, certificate, random);
    }

    /** Its certificate, the trust anchor. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Its private key, for whoever keeps it in a file. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** Makes a key pair for an agency and certifies it. */
    public AgencyKey issue(Agency agency, SealRole role, SealScheme scheme, Instant notBefore, Instant notAfter) {
        KeyPair keys = CryptoProvider.best().keyPairs(scheme).generateKeyPair();
        X509v3CertificateBuilder builder =
                builder(name, subject(agency, role), keys.getPublic(), notBefore, notAfter, random);
        try {
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        } catch (IOException e) {
            throw new IllegalStateException("an extension could not be encoded", e);
        }
        byte[] der = sign(builder, privateKey);
        return new AgencyKey(
                agency.code(), role, scheme, Certificates.idOf(der), keys.getPrivate(), ByteBuffer.wrap(der));
    }

    /** Whether the subject of a certificate is this agency in this role. */
    static boolean isIssuedTo(X509Certificate certificate, String agency, SealRole role) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return has(subject.getRDNs(BCStyle.SERIALNUMBER), agency) && has(subject.getRDNs(BCStyle.OU), role.name());
    }

    private static boolean has(RDN[] names, String value) {
        return names.length == 1
                && IETFUtils.valueToString(names[0].getFirst().getValue()).equals(value);
    }

    private static X500Name subject(Agency agency, SealRole role) {
        return new X500NameBuilder()
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, MARK)
                .addRDN(BCStyle.OU, role.name())
                .addRDN(BCStyle.SERIALNUMBER, agency.code())
                .addRDN(BCStyle.CN, agency.name())
                .build();
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer,
            X500Name subject,
            PublicKey key,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
    }

    private static byte[] sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            ContentSigner signer = new JcaContentSignerBuilder("Ed25519")
                    .setProvider(CryptoProvider.best().jca())
                    .build(key);
            return builder.build(signer).getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate could not be issued", e);
        }
    }
}
