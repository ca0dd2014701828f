package vn.truc.console;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is served.
 *
 * @param address the address to listen at
 * @param port the port, or 0 for a free one
 * @param token what is asked of whoever opens the page; null asks for nothing and is for loopback addresses only
 */
public record ConsoleOptions(InetAddress address, int port, @Nullable String token) {

    /** @throws IllegalArgumentException when the page would be open to other machines without a token */
    public ConsoleOptions {
        if (token == null && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("a console on " + address.getHostAddress()
                    + " can be opened from other machines, so it needs a token");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    Access access() {
        return token == null ? Access.onThisMachine() : Access.byToken(token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address.getHostAddress() + ":" + port;
    }
}
