package vn.truc.simulator.strangers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that no browser sends. */
public final class RawHttp {

    private static final int ANSWER_MILLIS = 300;

    private final Mutations mutations;
    private int asked;
    private byte[] last = {};

    public RawHttp(long seed) {
        this.mutations = new Mutations(seed);
    }

    /** The status with which a mutated request for one of {@code paths} is answered; 0 when the connection just ends. */
    public int statusOfNext(int port, List<String> paths) throws IOException {
        byte[] request = mutations.of(request(paths.get(asked++ % paths.size())), request(paths.get(0)));
        last = request;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
            return line.startsWith("HTTP/1.") && line.length() == 12 ? Integer.parseInt(line.substring(9)) : 0;
        } catch (IOException endedOrWaitsForMore) {
            return 0;
        }
    }

    /** The request that was sent last. */
    public String last() {
        return new String(last, StandardCharsets.ISO_8859_1);
    }

    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nCookie: truc=0123456789abcdef\r\n"
                        + "Last-Event-ID: 7\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
