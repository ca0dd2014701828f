package vn.truc.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SizeLimitsTest {

    @Test
    void whatOnePartLetsThroughTheNextOneTakes() {
        for (int body : new int[] {0, 1_024, 5 << 20, SizeLimits.BODY_BYTES_MAX}) {
            SizeLimits sizes = new SizeLimits(body);

            assertThat(sizes.recordBytesMax(Topic.OUTBOX)).isGreaterThan(body).isEqualTo(sizes.envelopeBytesMax());
            assertThat(sizes.recordBytesMax(Topic.DEAD_LETTER)).isGreaterThan(sizes.envelopeBytesMax());
            assertThat(sizes.bufferBytes()).isGreaterThanOrEqualTo(2L * sizes.deadLetterBytesMax());
            assertThat(sizes.deadLetterBytesMax())
                    .isLessThanOrEqualTo(SizeLimits.widest().deadLetterBytesMax());
        }
    }

    @Test
    void aLimitThatNoExchangeTakesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SizeLimits(SizeLimits.BODY_BYTES_MAX + 1))
                .withMessageContaining("0 to 67108864 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> new SizeLimits(-1));
    }
}
