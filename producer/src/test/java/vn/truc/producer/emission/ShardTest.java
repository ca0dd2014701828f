package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1_000})
    void everyDocumentBelongsToOneShardAndCountsSaySo(int of) {
        for (long documents : new long[] {0, 1, 2, 999, 1_000, 1_001, 2_500}) {
            long together = 0;
            for (int index = 1; index <= of; index++) {
                Shard shard = new Shard(index, of);
                assertThat(shard.count(documents))
                        .isEqualTo(LongStream.range(0, documents)
                                .filter(shard::contains)
                                .count());
                assertThat(shard.contains(shard.first())).isTrue();
                together += shard.count(documents);
            }
            assertThat(together).isEqualTo(documents);
        }
        assertThat(LongStream.range(0, 2_500)
                        .allMatch(n -> IntStream.rangeClosed(1, of)
                                        .filter(index -> new Shard(index, of).contains(n))
                                        .count()
                                == 1))
                .isTrue();
    }

    @Test
    void theWholeContainsEverything() {
        assertThat(Shard.WHOLE.count(7)).isEqualTo(7);
        assertThat(LongStream.range(0, 7).allMatch(Shard.WHOLE::contains)).isTrue();
    }

    @Test
    void aShardIsReadAsItIsWritten() {
        assertThat(Shard.parse("2/4")).isEqualTo(new Shard(2, 4)).hasToString("2/4");
        assertThat(Shard.parse("1000/1000")).isEqualTo(new Shard(1_000, 1_000));
        assertThat(Shard.parse("1/1")).isEqualTo(Shard.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/4", "5/4", "1/0", "0/0", "-1/4", "1/1001", "2/4/8", "2 / 4", "a/b", "99999/1"})
    void aPartThatDoesNotExistIsRefusedWithItsName(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'shard': " + text)
                .hasMessageContaining("2/4");
    }
}
