package vn.truc.consumer;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class StreamsFailuresTest {

    static final List<Throwable> PASSING = List.of(
            new StreamsException(new TimeoutException("no answer")),
            new StreamsException("task", new KafkaException("send", new ProducerFencedException("fenced"))),
            new StreamsException("task", new NetworkException("gone", new java.io.IOException("reset"))));

    static final List<Throwable> LASTING = List.of(
            new StreamsException(new SaslAuthenticationException("wrong password")),
            new StreamsException("task", new TopicAuthorizationException("truc.receipt")),
            new StreamsException("task", new RecordTooLargeException("2 MiB")),
            new MissingSourceTopicException("truc.receipt"),
            new StreamsException("existing internal topic has invalid partitions"),
            new StreamsException("process", new IllegalStateException("a fault of ours")),
            new StreamsException("process", new OutOfMemoryError()));

    private final TestClock clock = new TestClock();
    private final List<Throwable> reported = new ArrayList<>();
    private final StreamsFailures failures = new StreamsFailures(clock, reported::add);

    @ParameterizedTest
    @FieldSource("PASSING")
    void troubleThatMayPassGetsTheThreadReplaced(Throwable failure) {
        assertThat(failures.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(reported).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("LASTING")
    void whatWillNotPassIsReportedAndEndsTheInstance(Throwable failure) {
        assertThat(failures.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(reported).containsExactly(failure);
    }

    @Test
    void threadsThatFailAgainAndAgainEndTheInstance() {
        for (int i = 0; i < StreamsFailures.REPLACEMENTS_MAX; i++) {
            assertThat(failures.handle(PASSING.get(0))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(PASSING.get(0))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(reported).hasSize(1);
    }

    @Test
    void failuresThatLieFarApartDoNotAddUp() {
        for (int i = 0; i < 10 * StreamsFailures.REPLACEMENTS_MAX; i++) {
            clock.now = clock.now.plus(StreamsFailures.PERIOD.dividedBy(10));
            assertThat(failures.handle(PASSING.get(0))).isEqualTo(REPLACE_THREAD);
        }
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
