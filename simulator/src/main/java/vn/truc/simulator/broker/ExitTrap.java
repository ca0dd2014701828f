package vn.truc.simulator.broker;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka from ending the process. Where the server would exit or halt, whoever is watching hears of it and the
 * thread that asked for the end gets an error instead, so that it does nothing more.
 *
 * <p>Kafka's procedures are global to the process. They are replaced with the first watch and stay replaced, since a
 * thread of a broker that was closed may still run into a fault; and a fault cannot be told apart by broker, so all
 * watchers hear of it. Thread-safe.
 */
final class ExitTrap implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExitTrap.class);
    private static final Set<ExitTrap> WATCHING = new CopyOnWriteArraySet<>();

    static {
        Exit.setExitProcedure(ExitTrap::trap);
        Exit.setHaltProcedure(ExitTrap::trap);
    }

    private final Consumer<String> listener;

    private ExitTrap(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Watches until closed. The listener is called on the thread that failed and must return soon. */
    static ExitTrap watch(Consumer<String> listener) {
        ExitTrap trap = new ExitTrap(listener);
        WATCHING.add(trap);
        return trap;
    }

    @Override
    public void close() {
        WATCHING.remove(this);
    }

    private static void trap(int status, @Nullable String message) {
        String asked = "Kafka asked to end the process with status " + status + " on thread "
                + Thread.currentThread().getName() + " in " + whoAsked() + (message == null ? "" : ": " + message);
        LOG.debug("{}; {} watching", asked, WATCHING.size());
        WATCHING.forEach(watcher -> watcher.listener.accept(asked));
        throw new Trapped(asked);
    }

    private static String whoAsked() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(ExitTrap.class.getName())
                                && !frame.getClassName().contains(".utils.Exit"))
                        .findFirst()
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .orElse("an unknown place"));
    }

    /** An error, because Kafka's threads survive exceptions. */
    private static final class Trapped extends Error {

        private static final long serialVersionUID = 1L;

        Trapped(String message) {
            super(message, null, false, false);
        }
    }
}
