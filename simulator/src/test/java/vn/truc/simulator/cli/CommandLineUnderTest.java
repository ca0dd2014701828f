package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The program as a command, for tests of other packages. */
public final class CommandLineUnderTest {

    private CommandLineUnderTest() {}

    /** Runs a command and returns its exit code; what it says on standard error goes to {@code out} too. */
    public static int execute(PrintWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Truc.execute(out, new PrintWriter(err, true), arguments);
        out.print(err);
        out.flush();
        return code;
    }
}
