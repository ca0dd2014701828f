package vn.truc.simulator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.exchange.ExchangeTopics;

@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Creates the topics of the exchange that are missing, and checks the others.",
        description = {"", "Every role does the same when it starts; this is for choosing the replication first.", ""})
final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "Replicas of each topic (default: what the cluster is set to).")
    private short replication = TopicSpec.BROKER_DEFAULT_REPLICATION;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        logging.apply();
        Scenario scenario = planOptions.scenario();
        TopicNames topics = kafkaOptions.topics();
        KafkaSettings kafka = kafkaOptions.cluster();
        List<TopicSpec> specs = ExchangeTopics.specs(
                topics, scenario.partitions(), replication, scenario.limits().bodyBytes());
        List<String> created = ExchangeTopics.ensure(kafka, specs);
        for (TopicSpec topic : specs) {
            spec.commandLine()
                    .getOut()
                    .println((created.contains(topic.name()) ? "created  " : "present  ") + topic.name());
        }
        return ExitCode.HELD.code();
    }
}
