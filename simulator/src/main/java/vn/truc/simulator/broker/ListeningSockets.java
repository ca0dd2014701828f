package vn.truc.simulator.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;
import vn.truc.runtime.metrics.PortTakenException;

/**
 * The sockets on which the broker and its controller listen, bound before anything else is done: a port that is taken is
 * known at once, and a free one that was found cannot be lost again.
 *
 * <p>The server asks for each by its port and then owns it. Thread-safe.
 */
final class ListeningSockets implements ServerSocketFactory, AutoCloseable {

    /** Loopback only: the broker asks nobody for a password. */
    static final String HOST = "127.0.0.1";

    private static final String PORT_OPTION = "--port";
    private static final int BACKLOG = 50;

    private final int brokerPort;
    private final int controllerPort;
    private final Map<Integer, ServerSocketChannel> waiting = new ConcurrentHashMap<>();

    private ListeningSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        brokerPort = broker.socket().getLocalPort();
        controllerPort = controller.socket().getLocalPort();
        waiting.put(brokerPort, broker);
        waiting.put(controllerPort, controller);
    }

    /**
     * Binds both.
     *
     * @param brokerPort where clients connect; 0 takes a free one. The controller's is always a free one.
     * @throws PortTakenException when something else listens there
     * @throws BrokerException when the system refuses for another reason
     */
    static ListeningSockets bind(int brokerPort) {
        ServerSocketChannel broker = listen(brokerPort);
        try {
            return new ListeningSockets(broker, listen(0));
        } catch (RuntimeException e) {
            closeQuietly(broker);
            throw e;
        }
    }

    int brokerPort() {
        return brokerPort;
    }

    int controllerPort() {
        return controllerPort;
    }

    /** The address at {@code port}, without asking a resolver what the loopback host is called. */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel socket = waiting.remove(address.getPort());
        if (socket == null) {
            throw new IOException("no socket was bound for listener " + listenerName + " at " + address);
        }
        return socket;
    }

    /** Closes the sockets that the server never asked for. */
    @Override
    public void close() {
        waiting.values().forEach(ListeningSockets::closeQuietly);
        waiting.clear();
    }

    private static ServerSocketChannel listen(int port) {
        ServerSocketChannel socket = null;
        try {
            socket = ServerSocketChannel.open();
            socket.configureBlocking(false);
            return socket.bind(address(port), BACKLOG);
        } catch (IOException e) {
            if (socket != null) {
                closeQuietly(socket);
            }
            throw refused(port, e);
        }
    }

    private static RuntimeException refused(int port, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && !reason.contains("Permission denied")) {
            return new PortTakenException(port, PORT_OPTION, cause);
        }
        return new BrokerException(
                "cannot listen on " + HOST + ":" + port + " (" + PORT_OPTION + "): " + reason, cause);
    }

    private static void closeQuietly(ServerSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // nothing was sent or received on it
        }
    }
}
