package vn.truc.benchmarks.peers;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Scenario;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.simulator.scenario.Scenarios;

@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measures the exchange beside its peers: one embedded broker, one process, in alternating order.",
        description = {
            "",
            "Kafka's ProducerPerformance; a bare chain that produces, copies in transactions and consumes; the exchange"
                    + " unsigned, with a signature for each tree and for each document, audited; and the usual"
                    + " home-made way with the JDK's RSA. A warm-up round comes first and is not counted.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:could not go on", "2:wrong usage", "3:an audit found a broken guarantee"})
final class Peers implements Callable<Integer> {

    private static final int FAILURE = 1;
    private static final int BROKEN = 3;
    private static final int ROUNDS = 5;
    private static final int ROUNDS_QUICK = 2;
    private static final long DOCUMENTS = 300_000;
    private static final long DOCUMENTS_QUICK = 20_000;
    private static final long DOCUMENTS_MIN = 1_000;

    /** A signature for each document takes at least so much longer that half of them suffice. */
    private static final int EACH_PARTS = 2;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count (default: 5; --quick: 2).")
    @Nullable
    Integer rounds;

    @Option(
            names = "--documents",
            paramLabel = "N",
            description = "Documents of the exchange in each round, from 1000 on; faster peers get more, slower ones"
                    + " fewer (default: 300000; --quick: 20000).")
    @Nullable
    Long documents;

    @Option(
            names = "--quick",
            description = "Only shows that everything works: too few documents for figures that mean anything.")
    boolean quick;

    @Option(names = "--json", description = "The result as JSON on standard output, and nothing else there.")
    boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the result as JSON into this file.")
    @Nullable
    Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = execute(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Runs the command as {@link #main} does, but returns the exit code; what tests call. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Peers())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean broken = failure instanceof BrokenGuaranteeException;
                    command.getErr().println("peers: " + (broken ? failure.getMessage() : failure));
                    return broken ? BROKEN : FAILURE;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        int counted = rounds != null ? rounds : quick ? ROUNDS_QUICK : ROUNDS;
        long each = documents != null ? documents : quick ? DOCUMENTS_QUICK : DOCUMENTS;
        if (counted < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + counted + ", must be at least 1");
        }
        if (each < DOCUMENTS_MIN) {
            throw new ParameterException(
                    spec.commandLine(), "--documents is " + each + ", must be at least " + DOCUMENTS_MIN);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<PeerFigures> figures;
        try (TestCluster cluster = TestCluster.start(fault -> {
            err.println("peers: " + fault.getMessage());
            err.flush();
            // clients would wait for the broker without end
            Runtime.getRuntime().halt(FAILURE);
        })) {
            figures = new Comparison(cluster, peers(cluster), err::println).run(counted, each);
        }
        print(PeersReport.of(each, CryptoProvider.best().name(), figures));
        return 0;
    }

    private static List<Peer> peers(TestCluster cluster) {
        Scenario reference = Scenarios.read("reference");
        int partitions = reference.partitions();
        return List.of(
                new ProducerTool(cluster, partitions),
                new BareChain(cluster, partitions),
                new ExchangePeer(cluster, reference, new SealMethod(null, Batching.EACH), 1),
                new ExchangePeer(cluster, reference, new SealMethod(SealScheme.ED25519, Batching.MERKLE), 1),
                new ExchangePeer(cluster, reference, new SealMethod(SealScheme.ED25519, Batching.EACH), EACH_PARTS),
                new HomeMadeChain(cluster, partitions));
    }

    private void print(PeersReport report) {
        PrintWriter screen = spec.commandLine().getOut();
        if (json) {
            screen.print(report.json());
        } else {
            report.screen().forEach(screen::println);
        }
        screen.flush();
        if (out != null) {
            try {
                Files.writeString(out, report.json());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
            }
        }
    }
}
