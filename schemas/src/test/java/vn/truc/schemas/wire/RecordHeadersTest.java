package vn.truc.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeadersTest {

    @Test
    void numbersAreBigEndian() {
        assertThat(RecordHeaders.ofLong(0x0102030405060708L)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(RecordHeaders.ofInt(0x01020304)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_767_600_000_000_000L})
    void aNumberIsReadAsItWasWritten(long value) {
        assertThat(RecordHeaders.toLong(RecordHeaders.ofLong(value), 7)).isEqualTo(value);
        assertThat(RecordHeaders.toInt(RecordHeaders.ofInt((int) value), 7)).isEqualTo((int) value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 7, 9})
    void bytesOfAnotherLengthAreNoNumber(int length) {
        assertThat(RecordHeaders.toLong(new byte[length], -42)).isEqualTo(-42);
        assertThat(RecordHeaders.toInt(new byte[length], -42)).isEqualTo(-42);
    }

    @Test
    void aHeaderWithoutAValueIsNoNumber() {
        assertThat(RecordHeaders.toLong(null, -42)).isEqualTo(-42);
        assertThat(RecordHeaders.toInt(null, -42)).isEqualTo(-42);
    }
}
