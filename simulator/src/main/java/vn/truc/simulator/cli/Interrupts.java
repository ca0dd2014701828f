package vn.truc.simulator.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and a polite kill: the first asks the command to end in order, the second ends the process at once.
 *
 * <p>Uses {@code sun.misc.Signal} of the module {@code jdk.unsupported}, by reflection, since the compiler warns of it
 * and Java offers nothing else with which a program can outlive the first signal.
 */
final class Interrupts {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupts.class);
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    /** Calls {@code onFirst} at the first signal; from then on another one ends the process. */
    static void handle(Runnable onFirst) {
        AtomicBoolean asked = new AtomicBoolean();
        InvocationHandler handler = (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "handle" -> {
                    if (asked.getAndSet(true)) {
                        Runtime.getRuntime().halt(INTERRUPTED);
                    }
                    onFirst.run();
                    return null;
                }
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {
                    return "interrupts of truc";
                }
            }
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            for (String name : List.of("INT", "TERM")) {
                signal.getMethod("handle", signal, handlerType)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            LOG.debug("signals keep their usual meaning", e);
        }
    }

    /** A latch that the first signal opens. */
    static CountDownLatch latch() {
        CountDownLatch latch = new CountDownLatch(1);
        handle(latch::countDown);
        return latch;
    }
}
