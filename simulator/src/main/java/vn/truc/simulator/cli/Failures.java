package vn.truc.simulator.cli;

import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import vn.truc.producer.emission.InvalidSettingException;
import vn.truc.simulator.scenario.InvalidScenarioException;

/** What went wrong, in one line for a person, and the exit code that goes with it. */
final class Failures implements IExecutionExceptionHandler {

    /** Failures whose message says what to do; by name, so that no class is loaded for a command that needs none. */
    private static final Set<String> EXPLAINED = Set.of(
            "BrokerException",
            "ChaosFailedException",
            "ClusterUnavailableException",
            "CorruptIndexException",
            "DirectoryNotWrittenException",
            "ForeignAnchorException",
            "KeyFilesException",
            "MissingKeysException",
            "MissingTopicException",
            "PortTakenException",
            "RunFailedException",
            "UncheckedIOException",
            "UnfitTopicException");

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        LoggerFactory.getLogger("vn.truc").debug("failed", failure);
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof InvalidScenarioException
                || failure instanceof InvalidSettingException
                || failure instanceof IllegalArgumentException) {
            command.getErr().println(message);
            return ExitCode.USAGE.code();
        }
        boolean explained = EXPLAINED.contains(failure.getClass().getSimpleName());
        command.getErr().println("truc: " + (explained ? message : failure + " (--verbose shows where)"));
        return ExitCode.FAILURE.code();
    }
}
