package vn.truc.simulator.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with a message when the virtual machine runs out of memory: none of its threads can be relied on
 * then, and what Kafka has committed is whole.
 *
 * <p>The launcher opens a pipe, and has the virtual machine write to it with {@code -XX:OnOutOfMemoryError}. The thread
 * that waits for that, and all it needs, is there beforehand: it allocates nothing, since nothing is left to allocate.
 * {@code -XX:+ExitOnOutOfMemoryError} would be simpler, but ends with code 3, which says that a guarantee broke.
 */
final class MemoryAlarm implements Runnable {

    private static final String PIPE_PROPERTY = "truc.memory.alarm";
    private static final Logger LOG = LoggerFactory.getLogger(MemoryAlarm.class);

    private final FileInputStream pipe;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Runtime runtime = Runtime.getRuntime();
    private final int failure = ExitCode.FAILURE.code();
    private final byte[] message = ("truc: out of memory with a heap of "
                    + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB; give it more with TRUC_JAVA_OPTS=-Xmx4g, or lower the rate\n")
            .getBytes(StandardCharsets.UTF_8);

    private MemoryAlarm(FileInputStream pipe) {
        this.pipe = pipe;
    }

    /** Starts to wait, when the launcher opened a pipe. */
    static void arm() {
        String path = System.getProperty(PIPE_PROPERTY);
        if (path == null) {
            return;
        }
        try {
            MemoryAlarm alarm = new MemoryAlarm(new FileInputStream(path));
            Thread thread = new Thread(alarm, "memory-alarm");
            thread.setDaemon(true);
            thread.start();
            alarm.awaitReady();
        } catch (FileNotFoundException e) {
            LOG.warn("nobody watches the memory: {}", e.getMessage());
        }
    }

    /** Does for the first time what is to be done in the end: classes that are only then initialised need memory. */
    private void prepare() throws IOException {
        err.write(message, 0, 0);
        Thread none = new Thread(() -> {}, "never-started");
        runtime.addShutdownHook(none);
        runtime.removeShutdownHook(none);
    }

    /** Ends the process, whatever else goes on in it; tries again when even that asks for memory. */
    private void halt() {
        while (true) {
            try {
                runtime.halt(failure);
            } catch (OutOfMemoryError again) {
                Thread.onSpinWait();
            }
        }
    }

    /** Memory may run out at once after this. */
    private void awaitReady() {
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Neither stream is ever closed: closing allocates. */
    @Override
    public void run() {
        try {
            prepare();
            ready.countDown();
            if (pipe.read() >= 0) {
                err.write(message);
                halt();
            }
        } catch (IOException e) {
            halt();
        }
    }
}
