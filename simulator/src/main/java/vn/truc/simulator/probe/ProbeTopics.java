package vn.truc.simulator.probe;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.kafka.KafkaSettings;

/** Removes what a probe left on the cluster. */
final class ProbeTopics {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeTopics.class);

    private ProbeTopics() {}

    /**
     * Deletes all topics and groups whose names begin with {@code prefix}, those that libraries made for themselves among
     * them. What cannot be deleted is left and named in the log.
     *
     * @param prefix ends with a dot
     */
    static void delete(KafkaSettings kafka, String prefix) {
        try (Admin admin = Admin.create(kafka.admin("truc-capacity-topics"))) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(name -> belongs(name, prefix))
                    .toList();
            admin.deleteTopics(topics).all().get();
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(name -> belongs(name, prefix))
                    .toList();
            admin.deleteConsumerGroups(groups).all().get();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            LOG.warn("topics and groups {}* are left on the cluster: {}", prefix, cause.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kafka Streams puts a dash where the prefix has its dot. */
    private static boolean belongs(String name, String prefix) {
        return name.startsWith(prefix) || name.startsWith(prefix.substring(0, prefix.length() - 1) + "-");
    }
}
