package vn.truc.simulator.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.InvalidSettingException;

class ThresholdWatchTest {

    private static final Figures SLOW = new Figures(Map.of("delivered.p99", 300_000.0, "documents.issued", 5.0));
    private static final Figures FAST = new Figures(Map.of("delivered.p99", 100_000.0, "documents.issued", 5.0));

    @Test
    void thresholdsAreJudgedByTheEndInTheirOrder() {
        ThresholdWatch watch = new ThresholdWatch(List.of(
                ThresholdSetting.atEnd(Threshold.parse("delivered.p99 < 250ms")),
                ThresholdSetting.atEnd(Threshold.parse("documents.issued == 5")),
                ThresholdSetting.atEnd(Threshold.parse("share.electronic >= 0%"))));

        assertThat(watch.canEndRun()).isFalse();
        assertThat(watch.endsRun(SLOW, Duration.ofHours(1))).isFalse();
        assertThat(watch.judge(SLOW))
                .containsExactly(
                        new Judgement("delivered.p99 < 250ms", "300ms", false, false),
                        new Judgement("documents.issued == 5", "5", true, false),
                        new Judgement("share.electronic >= 0%", "none", false, false));
    }

    @Test
    void oneThatEndsTheRunIsLookedAtAfterItsDelayAndStaysCrossed() {
        ThresholdWatch watch = new ThresholdWatch(List.of(aborting("delivered.p99 < 250ms", Duration.ofSeconds(10))));

        assertThat(watch.canEndRun()).isTrue();
        assertThat(watch.endsRun(SLOW, Duration.ofMillis(9_999))).isFalse();
        assertThat(watch.endsRun(FAST, Duration.ofSeconds(10))).isFalse();
        assertThat(watch.endsRun(SLOW, Duration.ofSeconds(11))).isTrue();
        assertThat(watch.judge(FAST)).containsExactly(new Judgement("delivered.p99 < 250ms", "300ms", false, true));
    }

    @Test
    void whatIsNotKnownYetEndsNoRun() {
        ThresholdWatch watch = new ThresholdWatch(List.of(
                aborting("documents.issued >= 1000", Duration.ZERO), aborting("routed.p99 < 1us", Duration.ZERO)));

        assertThat(watch.endsRun(SLOW, Duration.ofSeconds(1))).isFalse();
        assertThat(new ThresholdWatch(List.of(aborting("documents.issued >= 1000", Duration.ZERO))).canEndRun())
                .isFalse();
    }

    @Test
    void aDelayThatDelaysNothingIsRefused() {
        Threshold threshold = Threshold.parse("delivered.p99 < 250ms");

        assertThatThrownBy(() -> new ThresholdSetting(threshold, false, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> aborting("delivered.p99 < 250ms", Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidSettingException.class);
    }

    private static ThresholdSetting aborting(String expression, Duration delay) {
        return new ThresholdSetting(Threshold.parse(expression), true, delay);
    }
}
