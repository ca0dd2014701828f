package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceparentTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "-1,41", "-9223372036854775808,1", "9223372036854775807,999999999999"})
    void isAVersionZeroSampledContextWithoutZeroIds(long seed, long n) {
        String context = text(seed, n);

        assertThat(context).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(context).doesNotContain("-" + "0".repeat(32) + "-").doesNotContain("-" + "0".repeat(16) + "-");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "-1,41", "-9223372036854775808,1", "9223372036854775807,999999999999"})
    void aDocumentIsFoundAgainByItsTraceUnderItsSeedOnly(long seed, long n) {
        assertThat(Traceparent.documentOf(Traceparent.of(seed, n), seed)).isEqualTo(n);
        assertThat(Traceparent.documentOf(Traceparent.of(seed, n), seed + 1)).isEqualTo(-1);
        assertThat(Traceparent.documentOf(new byte[] {'0'}, seed)).isEqualTo(-1);
    }

    @Test
    void namesTheTraceAfterSeedAndNumber() {
        assertThat(text(0xCAFE, 0xF)).isEqualTo("00-000000000000cafe0000000000000010-0000000000000010-01");
        assertThat(text(-2, 0)).isEqualTo("00-fffffffffffffffe0000000000000001-0000000000000001-01");
    }

    @Test
    void everyDocumentHasATraceOfItsOwn() {
        Set<String> traces = new HashSet<>();
        for (long seed = -2; seed <= 2; seed++) {
            for (long n = 0; n < 1_000; n++) {
                assertThat(traces.add(text(seed, n).substring(3, 35))).isTrue();
            }
        }
    }

    private static String text(long seed, long n) {
        return new String(Traceparent.of(seed, n), StandardCharsets.US_ASCII);
    }
}
