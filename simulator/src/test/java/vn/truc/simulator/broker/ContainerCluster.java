package vn.truc.simulator.broker;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Kafka as others run it: the official image, of the version of our clients, in a container of its own. A process that is
 * stopped takes its containers with it.
 */
final class ContainerCluster implements TestCluster {

    static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(ContainerCluster.class);

    private final KafkaContainer container;

    ContainerCluster() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("no Docker engine answers, and tests on a broker in a container need one:"
                    + " start it and see that `docker info` works, or set DOCKER_HOST;"
                    + " without the Maven profile containers tests run on the embedded broker");
        }
        container = new KafkaContainer(IMAGE);
        container.withEnv(environment(BrokerSettings.behaviour()));
        container.start();
        LOG.info("tests run on a container of {} at {}", IMAGE, bootstrapServers());
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** The image formats its data anew when it starts, so that it can only be stopped and let go on. */
    @Override
    public void bounce() {
        DockerClient docker = DockerClientFactory.instance().client();
        docker.pauseContainerCmd(container.getContainerId()).exec();
        LockSupport.parkNanos(PAUSE.toNanos());
        docker.unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    /** As the image wants its settings: {@code KAFKA_MESSAGE_MAX_BYTES} for {@code message.max.bytes}. */
    private static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_" + setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }
}
