package vn.truc.simulator.report.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Writes down what it is asked for, and answers nothing. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RecordingProxy() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::listen, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The first lines of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept();
                    BufferedReader reader =
                            new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII))) {
                connection.setSoTimeout(2_000);
                String line = reader.readLine();
                if (line != null) {
                    requests.add(line);
                }
            } catch (IOException e) {
                LoggerFactory.getLogger(RecordingProxy.class).debug("a connection without a request, or the end", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
