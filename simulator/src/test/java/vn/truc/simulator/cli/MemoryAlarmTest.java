package vn.truc.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** On a virtual machine of its own, since it ends. */
class MemoryAlarmTest {

    /** Fills the heap from several threads, as a load does, and holds on to it when it is full. */
    public static final class Hungry {

        private Hungry() {}

        public static void main(String[] arguments) throws InterruptedException {
            MemoryAlarm.arm();
            for (int i = 0; i < 4; i++) {
                new Thread(Hungry::eat).start();
            }
            // whatever becomes of the others, the process does not end by itself
            Thread.currentThread().join();
        }

        private static void eat() {
            List<byte[]> eaten = new ArrayList<>();
            try {
                while (eaten.size() < Integer.MAX_VALUE) {
                    eaten.add(new byte[1 << 10]);
                }
            } catch (OutOfMemoryError full) {
                while (!eaten.isEmpty()) {
                    LockSupport.park();
                }
            }
        }
    }

    @Test
    void aFullHeapEndsTheProcessWithOneAndAMessage() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String launcher = "p=$(mktemp -u); mkfifo $p; exec 3<>$p; rm $p; exec \"$0\" -Xmx24m"
                + " -XX:OnOutOfMemoryError='echo >&3' -Dtruc.memory.alarm=/dev/fd/3 -cp \"$1\" \"$2\"";
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", launcher, java, System.getProperty("java.class.path"), Hungry.class.getName())
                .redirectErrorStream(true)
                .start();

        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }

        assertThat(ended).as("the process ended by itself").isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("truc: out of memory with a heap of 24 MiB");
        assertThat(process.exitValue()).isEqualTo(ExitCode.FAILURE.code());
    }
}
