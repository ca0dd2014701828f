package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "truc",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        header = "Simulates the exchange of signed official documents between state agencies over Apache Kafka.",
        description = {
            "",
            "Everything on one command: truc run",
            "Role by role, on a cluster: truc topics, truc route, truc consume, truc produce, truc watch,"
                    + " truc audit",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, every guarantee held",
            "1:could not go on",
            "2:wrong usage or scenario",
            "3:a guarantee broke",
            "4:a threshold was crossed"
        })
public final class Truc implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            CapacityCommand.class,
            ChaosCommand.class,
            BrokerCommand.class,
            TopicsCommand.class,
            RouteCommand.class,
            ConsumeCommand.class,
            ProduceCommand.class,
            WatchCommand.class,
            AuditCommand.class,
            ReportCommand.class,
            ScenarioCommand.class,
            KeysCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        MemoryAlarm.arm();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = execute(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Runs a command as {@link #main} does, but returns the exit code; what tests call. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine truc = new CommandLine(new Truc());
        commandsFor(arguments).forEach(truc::addSubcommand);
        return truc.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
    }

    /**
     * The command that comes first, or all for whoever asks which there are. To read the options of all of them, by
     * reflection, takes a role of the exchange a tenth of its start.
     */
    private static List<Class<?>> commandsFor(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(first))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? truc --help lists them, truc run is the main one");
    }
}
