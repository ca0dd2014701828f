package vn.truc.simulator.log;

import java.security.MessageDigest;
import vn.truc.schemas.seal.CryptoProvider;

/** SHA-256 on any thread. */
final class Digests {

    private final ThreadLocal<MessageDigest> sha256;

    Digests(CryptoProvider provider) {
        this.sha256 = ThreadLocal.withInitial(provider::sha256);
    }

    byte[] of(byte[] bytes) {
        return sha256.get().digest(bytes);
    }
}
