package vn.truc.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** That what is misspelled is found, wherever it stands, and what is right is not. */
class PromQlTest {

    private final KnownSeries series = new KnownSeries()
            .scrape(
                    """
                    # HELP truc_x_total Things, by "kind"
                    # TYPE truc_x_total counter
                    truc_x_total{level="all",reason="A {b}, \\"c=d\\""} 3.0
                    truc_y_seconds_bucket{level="all",le="+Inf"} 4
                    truc_target 0.9
                    uneven{client_id="a"} 1
                    uneven{client_id="b",topic="c"} 1
                    """);

    @Test
    void theLabelsOfAResultAreThoseThatTheExpressionLeaves() {
        leaves("truc_x_total", "level", "reason", "job", "instance");
        leaves("truc_target", "job", "instance");
        leaves("uneven", "client_id", "job", "instance");
        leaves("sum(rate(truc_x_total{reason!~\"A|B\", level=\"c\"}[5m] offset 1d))");
        leaves("sum by (level) (rate(truc_x_total[5m])) > 1e3", "level");
        leaves("max(truc_x_total) by (reason)", "reason");
        leaves("sum without (job, instance, reason) (truc_x_total)", "level");
        leaves("topk(3, sum by (level, reason) (truc_x_total))", "level", "reason");
        leaves("1 - -sum by (level) (truc_x_total) / on() group_left() max(truc_target)", "level");
        leaves("sum by (level) (truc_x_total) * on(level) sum by (level, reason) (truc_x_total)", "level");
        leaves("histogram_quantile(0.5 + 0.4, sum by (level, le) (rate(truc_y_seconds_bucket[1m])))", "level");
        leaves("absent(up{job=\"a\", instance=~\"b\"}) or absent(up{job=\"b\"})", "job");
        leaves("up == 0 and on(job) sum by (job) (truc_target)", "job", "instance");
        leaves("clamp_min(sum(truc_x_total), 1)");
    }

    @Test
    void aMisspelledMetricIsFound() {
        misfit("truc_xx_total", "nothing exports truc_xx_total");
        misfit("sum by (level) (rate(truc_x[5m]))", "nothing exports truc_x,");
        misfit("truc_target < on() max(truc_traget)", "nothing exports truc_traget");
        misfit("histogram_quantile(0.9, rate(truc_y_bucket[5m]))", "nothing exports truc_y_bucket");
    }

    @Test
    void aMisspelledLabelIsFoundInMatchersGroupingsAndMatchings() {
        misfit("truc_target{level=\"all\"}", "truc_target has no label level");
        misfit("uneven{topic=\"c\"}", "uneven has no label topic");
        misfit("sum by (levle) (truc_x_total)", "sum is made of has no label levle");
        misfit("sum(truc_x_total) without (levle)", "no label levle");
        misfit("sum by (reason) (sum by (level) (truc_x_total))", "no label reason");
        misfit("truc_x_total / on(level) group_left() truc_target", "the right side of / has no label level");
        misfit("truc_target / truc_x_total * 2", "the left side of / has no label level, reason");
        misfit("histogram_quantile(0.9, sum(rate(truc_y_seconds_bucket[5m])))", "the histogram has no label le");
    }

    @Test
    void whatIsNoExpressionIsFound() {
        misfit("sum(truc_target", "unexpected");
        misfit("truc_target truc_target", "unexpected truc_target");
        misfit("truc_target[5m", "unexpected the end");
    }

    private void leaves(String expression, String... labels) {
        assertThat(series.labelsOf(expression)).as(expression).containsExactlyInAnyOrder(labels);
    }

    private void misfit(String expression, String... said) {
        assertThatThrownBy(() -> series.labelsOf(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(said)
                .hasMessageContaining(expression);
    }
}
