package vn.truc.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AgentRunnerTest {

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<Throwable> heard = new CopyOnWriteArrayList<>();

    @Test
    void startsStepsAndClosesOnOneThreadOfTheAgentsName() {
        AtomicInteger count = new AtomicInteger();
        Agent agent = new Recording() {
            @Override
            public int doWork() {
                if (count.incrementAndGet() == 1) {
                    steps.add("work " + Thread.currentThread().getName());
                }
                return 1;
            }
        };

        try (AgentRunner runner = AgentRunner.start(agent, heard::add)) {
            await().until(() -> count.get() > 3);
            assertThat(runner.hasEnded()).isFalse();
        }

        assertThat(steps).containsExactly("start recording", "work recording", "close recording");
        assertThat(heard).isEmpty();
    }

    @Test
    void aFailedStepEndsTheAgentClosesItAndIsHeardOnce() throws InterruptedException {
        RuntimeException trouble = new IllegalStateException("trouble");
        Agent agent = new Recording() {
            @Override
            public int doWork() {
                throw trouble;
            }
        };

        AgentRunner runner = AgentRunner.start(agent, heard::add);

        assertThat(runner.awaitEnd(10, TimeUnit.SECONDS)).isTrue();
        assertThat(steps).containsExactly("start recording", "close recording");
        assertThat(heard).containsExactly(trouble);
        assertThat(runner.failure()).isSameAs(trouble);
        runner.close();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void closingWakesAnAgentThatWaitsForInput() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch input = new CountDownLatch(1);
        Agent agent = new Recording() {
            @Override
            public int doWork() {
                waiting.countDown();
                try {
                    input.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return 0;
            }

            @Override
            public void wakeUp() {
                input.countDown();
            }
        };

        AgentRunner runner = AgentRunner.start(agent, heard::add);
        waiting.await();
        runner.close();

        assertThat(runner.hasEnded()).isTrue();
        assertThat(steps).endsWith("close recording");
    }

    private abstract class Recording implements Agent {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        public void onStart() {
            steps.add("start " + Thread.currentThread().getName());
        }

        @Override
        public void onClose() {
            steps.add("close " + Thread.currentThread().getName());
        }
    }
}
