package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.truc.simulator.report.StoredReport;
import vn.truc.simulator.report.comparison.Comparison;
import vn.truc.simulator.report.comparison.ComparisonJson;
import vn.truc.simulator.report.comparison.ComparisonScreen;
import vn.truc.simulator.report.page.ReportPage;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Writes report.html of a run, or compares two runs.",
        description = {
            "",
            "With one report: writes report.html beside it, also where an older truc made the run.",
            "With two: prints the figures of both, with difference and ratio, and what makes them not comparable.",
            ""
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "A directory that --out named, or the report.json of a run.")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The run to compare it with.")
    private @Nullable Path second;

    @Option(names = "--json", description = "The comparison as JSON on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (second != null) {
            Comparison comparison = Comparison.of(StoredReport.read(first), StoredReport.read(second));
            if (json) {
                out.print(ComparisonJson.write(comparison));
            } else {
                ComparisonScreen.of(comparison).forEach(out::println);
            }
        } else if (json) {
            throw new ParameterException(
                    spec.commandLine(), "--json: only for two reports; report.json is the JSON form of one");
        } else {
            out.println(ReportPage.writeBeside(StoredReport.read(first)));
        }
        out.flush();
        return ExitCode.HELD.code();
    }
}
