package vn.truc.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HomeMadeSealTest {

    private final HomeMadeSeal seal = new HomeMadeSeal();

    @Test
    void whatItSignsItVerifies() {
        byte[] signed = seal.new Signer().sign(new Bodies().body(7));

        assertThatNoException().isThrownBy(() -> seal.new Verifier().verify(signed));
    }

    @Test
    void aChangedBodyIsFoundOut() {
        byte[] signed = seal.new Signer().sign(new Bodies().body(7));
        signed[signed.length - 1] ^= 1;

        assertThatThrownBy(() -> seal.new Verifier().verify(signed)).hasMessageContaining("does not fit");
    }
}
