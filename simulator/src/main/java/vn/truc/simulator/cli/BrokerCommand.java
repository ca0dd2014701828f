package vn.truc.simulator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.simulator.broker.BrokerException;
import vn.truc.simulator.broker.EmbeddedBroker;

@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Starts a Kafka broker on this machine, for the role commands and for trying things out.",
        description = {"", "Prints its address when it is ready, and runs until Ctrl-C.", ""})
final class BrokerCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port of the loopback address, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port = 9092;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where records are kept, over restarts (default: a temporary directory).")
    private @Nullable Path data;

    @Option(
            names = "--advertised-port",
            paramLabel = "PORT",
            description = "The port that clients are told, where a proxy of yours forwards to --port.")
    private int advertisedPort;

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        logging.apply();
        CountDownLatch end = Interrupts.latch();
        try (EmbeddedBroker broker = EmbeddedBroker.start(port, advertisedPort, data, fault -> end.countDown())) {
            spec.commandLine().getOut().println(broker.bootstrapServers());
            spec.commandLine().getOut().flush();
            end.await();
            BrokerException fault = broker.fault();
            if (fault != null) {
                throw fault;
            }
        }
        return ExitCode.HELD.code();
    }
}
