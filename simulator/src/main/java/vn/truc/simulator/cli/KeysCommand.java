package vn.truc.simulator.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyFiles;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.avro.SealScheme;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        header = "Makes the agencies' keys and the simulated authority that certifies them.",
        subcommands = KeysCommand.Init.class)
final class KeysCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "truc keys init --out DIR makes keys");
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            header = "Makes keys for all agencies of a scenario.",
            description = {
                "",
                "The directory is for its owner alone; only trust-anchor.pem is for those who verify.",
                ""
            })
    static final class Init implements Callable<Integer> {

        @Mixin
        private final PlanOptions planOptions = new PlanOptions();

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the keys are written.")
        @SuppressWarnings("NullAway.Init")
        private Path directory;

        @Mixin
        private final LoggingOptions logging = new LoggingOptions();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            logging.apply();
            Plan plan = planOptions.plan();
            SealScheme scheme = plan.scenario().seal().scheme();
            if (scheme == null) {
                throw new IllegalArgumentException("--seal none needs no keys");
            }
            SecureRandom random = new SecureRandom();
            KeyRing ring = KeyRing.forPlan(plan, scheme, random);
            KeyFiles files = new KeyFiles(directory);
            files.write(ring, random);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "keys of %,d agencies in %s; verifiers need --trust-anchor %s%n",
                            ring.agencies().size(),
                            directory,
                            files.trustAnchor());
            return ExitCode.HELD.code();
        }
    }
}
