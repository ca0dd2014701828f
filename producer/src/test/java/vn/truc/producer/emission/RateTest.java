package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({
        "1000,1000,1",
        "1000/s,1000,1",
        " 1000 / s ,1000,1",
        "0.5/s,1,2",
        "0.001/s,1,1000",
        "30/min,1,2",
        "90/h,1,40",
        "0.001/h,1,3600000",
        "1.125/min,9,480",
        "1000000/s,1000000,1",
        "60000000/min,1000000,1",
        "999999999/h,111111111,400"
    })
    void aTextIsAnExactFractionInLowestTerms(String text, long documents, long seconds) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(documents, seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/s",
                "0",
                "0/s",
                "0.000/s",
                "-1/s",
                "+1/s",
                "1.5.1",
                "1,5/s",
                ".5",
                "0.0005/s",
                "1e3",
                "1/d",
                "1/s/s",
                "ten",
                "1000001/s",
                "1000000.001/s",
                "60000001/min",
                "999999999.999/s",
                "999999999.999/h",
                "1000000000/h"
            })
    void anythingElseIsRefusedInTheUsersWords(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("key 'rate': " + text + "; " + Rate.FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000/s", "1/s", "7/min", "11/h", "0.5/s", "0.125/s", "1000000/s"})
    void aRateIsWrittenInAFormThatCanBeReadAgain(String text) {
        assertThat(Rate.parse(text)).hasToString(text);
        assertThat(Rate.parse(Rate.parse(text).toString())).isEqualTo(Rate.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"100..20000,100/s,20000/s", "100/s .. 30/min,100/s,0.5/s", "0.5..2,0.5/s,2/s"})
    void twoRatesWithDotsBetweenThemAreTheEndsOfARamp(String text, String from, String to) {
        assertThat(RateRange.parse(text)).isEqualTo(new RateRange(Rate.parse(from), Rate.parse(to)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "..", "1..", "..1", "1...2", "1..2..3", "0..5", "5-6", "1..1000001"})
    void anythingElseIsNoRamp(String text) {
        assertThatThrownBy(() -> RateRange.parse(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("key 'ramp': " + text + "; " + RateRange.FORM);
    }

    @Test
    void equalRatesAreEqualHoweverTheyWereGiven() {
        assertThat(new Rate(120, 60)).isEqualTo(Rate.perSecond(2)).hasSameHashCodeAs(Rate.perSecond(2));
        assertThat(new Rate(1, 3).documentsPerSecond()).isEqualTo(1.0 / 3);
    }

    @Test
    void aFractionOutOfRangeNamesWhatIsWrong() {
        assertThatThrownBy(() -> new Rate(0, 1)).hasMessageContaining("'documents': 0");
        assertThatThrownBy(() -> new Rate(1, 0)).hasMessageContaining("'seconds': 0");
        assertThatThrownBy(() -> new Rate(1, 3_600_001)).hasMessageContaining("'seconds': 3600001");
        assertThatThrownBy(() -> new Rate(1_000_001, 1)).hasMessageContaining("'rate': 1000001/1s");
        assertThatThrownBy(() -> new Rate(3_000_001, 3)).hasMessageContaining("'rate': 3000001/3s");
    }
}
