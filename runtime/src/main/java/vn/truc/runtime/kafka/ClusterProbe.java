package vn.truc.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Asks a cluster whether it is there, before any role starts to wait for it in the dark. */
public final class ClusterProbe {

    private ClusterProbe() {}

    /**
     * Returns when a broker answered.
     *
     * @throws ClusterUnavailableException when none did within {@code timeout}, or authentication was refused
     */
    public static void check(KafkaSettings settings, Duration timeout) {
        String address = settings.bootstrapServers();
        try {
            ask(settings, timeout);
        } catch (TimeoutException e) {
            throw new ClusterUnavailableException(
                    "no Kafka broker answered at " + address + " within " + timeout.toSeconds()
                            + " s; check --bootstrap-servers, that the broker runs (truc broker starts one), and that"
                            + " security.protocol in --kafka-config is the broker's",
                    e);
        } catch (ExecutionException e) {
            throw refused(address, Failures.causeOf(e));
        } catch (KafkaException e) {
            Throwable cause = Failures.causeOf(e);
            throw new ClusterUnavailableException(
                    "cannot connect to Kafka at " + address + ": " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("interrupted while asking for Kafka at " + address, e);
        }
    }

    private static void ask(KafkaSettings settings, Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        Admin admin = Admin.create(settings.admin("truc-probe"));
        try {
            admin.describeCluster().clusterId().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // an orderly close would wait for the answer that did not come
            admin.close(Duration.ZERO);
        }
    }

    private static ClusterUnavailableException refused(String address, Throwable cause) {
        String what;
        if (cause instanceof AuthenticationException) {
            what = "Kafka at " + address + " refused authentication; check the credentials in --kafka-config: ";
        } else if (cause instanceof AuthorizationException) {
            what = "Kafka at " + address + " refused authorization: ";
        } else {
            what = "no usable answer from Kafka at " + address + ": ";
        }
        return new ClusterUnavailableException(what + cause.getMessage(), cause);
    }
}
