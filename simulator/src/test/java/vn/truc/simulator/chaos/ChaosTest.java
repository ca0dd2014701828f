package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import vn.truc.simulator.cli.CommandLineUnderTest;

/** Disturbed exchanges of processes: ten in each build, two hundred with {@code -Pnightly}. */
class ChaosTest {

    @Test
    void everyAuditHoldsHoweverTheExchangeWasDisturbed() {
        String runs = System.getProperty("truc.chaos.runs", "10");
        StringWriter out = new StringWriter();

        int code = CommandLineUnderTest.execute(
                new PrintWriter(out), "chaos", "smoke", "--runs", runs, "--rate", "150", "--duration", "4s");

        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).startsWith(runs + " runs").contains("lost 0   duplicated 0   forged delivered 0");
    }
}
