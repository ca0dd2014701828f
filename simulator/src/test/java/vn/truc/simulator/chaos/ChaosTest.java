package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import vn.truc.simulator.cli.CommandLineUnderTest;

/** Disturbed exchanges of processes: ten in each build, two hundred with {@code -Pnightly}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "roles are killed and stopped by signals")
class ChaosTest {

    @Test
    void everyAuditHoldsHoweverTheExchangeWasDisturbed() {
        StringWriter out = new StringWriter();

        int code = CommandLineUnderTest.execute(
                new PrintWriter(out),
                "chaos",
                "smoke",
                "--runs",
                System.getProperty("truc.chaos.runs", "10"),
                "--rate",
                "150",
                "--duration",
                "4s");

        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).contains("lost 0   duplicated 0   forged delivered 0");
    }
}
