package vn.truc.schemas.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

class CryptoProviderTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032, section 7.1: secret key, public key, message, signature of tests 1 to 3. */
    private static final List<List<String>> ED25519 = List.of(
            List.of(
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                    "",
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            List.of(
                    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                    "72",
                    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
            List.of(
                    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                    "af82",
                    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));

    static Stream<CryptoProvider> providers() {
        return Stream.of(CryptoProvider.corretto(), CryptoProvider.bouncyCastle());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void ed25519IsThatOfTheStandard(CryptoProvider provider) throws Exception {
        for (List<String> vector : ED25519) {
            byte[] message = HEX.parseHex(vector.get(2));
            byte[] signature = HEX.parseHex(vector.get(3));
            Signature signer = provider.signature(SealScheme.ED25519);
            signer.initSign(privateKey(vector.get(0)));
            signer.update(message);
            assertThat(signer.sign()).isEqualTo(signature);

            Signature verifier = provider.signature(SealScheme.ED25519);
            verifier.initVerify(provider.own(publicKey(vector.get(1))));
            verifier.update(message);
            assertThat(verifier.verify(signature)).isTrue();
        }
    }

    @Test
    void whatOneProviderSignsTheOtherVerifies() throws Exception {
        byte[] message = {1, 2, 3};
        for (SealScheme scheme : SealScheme.values()) {
            for (CryptoProvider signing : providers().toList()) {
                KeyPair keys = signing.keyPairs(scheme).generateKeyPair();
                Signature signer = signing.signature(scheme);
                signer.initSign(keys.getPrivate());
                signer.update(message);
                byte[] signature = signer.sign();
                for (CryptoProvider verifying : providers().toList()) {
                    Signature verifier = verifying.signature(scheme);
                    verifier.initVerify(verifying.own(keys.getPublic()));
                    verifier.update(message);
                    assertThat(verifier.verify(signature))
                            .as(scheme + " by " + signing.name() + " at " + verifying.name())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theFallbackSealsAllThatTheFastProviderDoes() {
        CryptoProvider fallback = CryptoProvider.bouncyCastle();
        assertThat(fallback.name()).startsWith("BC");
        assertThat(fallback.sha256().digest(new byte[0]))
                .isEqualTo(CryptoProvider.best().sha256().digest(new byte[0]));
    }

    @Test
    void messagesOfDifferentKindsNeverMeet() {
        byte[] document = SignedMessages.document(SealRole.AGENCY, "ab", ByteBuffer.wrap(new byte[] {1, 2}));
        byte[] signatory = SignedMessages.document(SealRole.SIGNATORY, "ab", ByteBuffer.wrap(new byte[] {1, 2}));
        byte[] shifted = SignedMessages.document(SealRole.AGENCY, "a", ByteBuffer.wrap(new byte[] {'b', 1, 2}));

        assertThat(document).isNotEqualTo(signatory).isNotEqualTo(shifted);
        assertThat(document).isNotEqualTo(SignedMessages.treeHead(1, new byte[32]));
    }

    private static PrivateKey privateKey(String seed) throws Exception {
        byte[] pkcs8 = HEX.parseHex("302e020100300506032b657004220420" + seed);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static PublicKey publicKey(String point) throws Exception {
        byte[] x509 = HEX.parseHex("302a300506032b6570032100" + point);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    }
}
