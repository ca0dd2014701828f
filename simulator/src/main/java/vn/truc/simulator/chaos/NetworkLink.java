package vn.truc.simulator.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A connection between roles and broker that can be slow or cut: forwards a port of the loopback to another. Thread-safe. */
final class NetworkLink implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final int CHUNK_BYTES = 16 << 10;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket entry;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "network-link");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean cut;
    private volatile long delayNanos;

    /** @param targetPort of the loopback, where whatever comes in is forwarded to */
    NetworkLink(int targetPort) {
        try {
            this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
            this.entry = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for the network between roles and broker", e);
        }
        threads.execute(this::accept);
    }

    /** Where the roles connect to. */
    int port() {
        return entry.getLocalPort();
    }

    /** From now on each chunk of up to {@value #CHUNK_BYTES} bytes takes so much longer, either way. */
    void slowDown(long nanos) {
        delayNanos = nanos;
    }

    /** Breaks every connection; new ones are broken at once. */
    void cut() {
        cut = true;
        open.forEach(NetworkLink::close);
        open.clear();
    }

    /** Ends what {@link #cut} and {@link #slowDown} began. */
    void heal() {
        cut = false;
        delayNanos = 0;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket incoming = entry.accept();
                open.add(incoming);
                if (cut) {
                    forget(incoming);
                } else {
                    threads.execute(() -> connect(incoming));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket incoming) {
        Socket outgoing = new Socket();
        open.add(outgoing);
        try {
            outgoing.connect(target, CONNECT_MILLIS);
            incoming.setTcpNoDelay(true);
            outgoing.setTcpNoDelay(true);
        } catch (IOException nobodyThere) {
            forget(incoming);
            forget(outgoing);
            return;
        }
        threads.execute(() -> forward(incoming, outgoing));
        forward(outgoing, incoming);
    }

    private void forward(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                long delay = delayNanos;
                if (delay > 0) {
                    LockSupport.parkNanos(delay);
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException broken) {
            // both ends hear of it below
        } finally {
            forget(from);
            forget(to);
        }
    }

    private void forget(Socket socket) {
        close(socket);
        open.remove(socket);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is of no use any more either way
        }
    }

    @Override
    public void close() {
        close(entry);
        cut();
        threads.shutdownNow();
        try {
            boolean unused = threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
