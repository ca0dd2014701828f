package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NetworkLinkTest {

    private ServerSocket echo;
    private NetworkLink link;

    @BeforeEach
    void connect() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::answer, "echo");
        server.setDaemon(true);
        server.start();
        link = new NetworkLink(echo.getLocalPort());
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread one = new Thread(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException cut) {
                        return;
                    }
                });
                one.setDaemon(true);
                one.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void whatGoesInComesOut() throws IOException {
        try (Socket client = client()) {
            assertThat(echoed(client)).isEqualTo(42);
        }
    }

    @Test
    void aCutBreaksWhatIsThereAndWhatComesUntilItIsHealed() throws IOException {
        try (Socket client = client()) {
            assertThat(echoed(client)).isEqualTo(42);
            link.cut();
            assertIsBroken(client);
        }
        try (Socket client = client()) {
            assertIsBroken(client);
        }
        link.heal();
        Awaitility.await().until(() -> {
            try (Socket client = client()) {
                return echoed(client) == 42;
            }
        });
    }

    private static void assertIsBroken(Socket client) {
        assertThatThrownBy(() -> {
                    if (echoed(client) < 0) {
                        throw new IOException("the end");
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aSlowLinkDelaysBothWays() throws IOException {
        link.slowDown(TimeUnit.MILLISECONDS.toNanos(60));
        try (Socket client = client()) {
            long from = System.nanoTime();
            assertThat(echoed(client)).isEqualTo(42);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(119));
        }
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }

    private static int echoed(Socket client) throws IOException {
        client.getOutputStream().write(42);
        return client.getInputStream().read();
    }
}
