package vn.truc.simulator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.truc.console.ConsoleOptions;

/** Where the live page is served. */
final class ConsoleFlags {

    private static final String TOKEN_FILE = "TRUC_CONSOLE_TOKEN_FILE";

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            description = "Serve the live page on this port, 0 for a free one (default: run 0, watch 8080).")
    @Nullable
    Integer port;

    @Option(
            names = "--console-host",
            paramLabel = "ADDRESS",
            description = "The address at which the page is served (default: ${DEFAULT-VALUE}). Any that other machines"
                    + " can reach needs a token.")
    String host = "127.0.0.1";

    @Option(
            names = "--console-token-file",
            paramLabel = "FILE",
            description = "Ask whoever opens the page for the token in this file, opened as /?token=... (default: the"
                    + " file that " + TOKEN_FILE + " names, if it does).")
    @Nullable
    Path tokenFile;

    /** @throws IllegalArgumentException when an option is wrong or the token is missing */
    ConsoleOptions options(int defaultPort) {
        try {
            return new ConsoleOptions(address(), port == null ? defaultPort : port, token());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " (--console-host, --console-port, --console-token-file)", e);
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no address of this machine; such as 127.0.0.1 or 0.0.0.0", e);
        }
    }

    private @Nullable String token() {
        String named = System.getenv(TOKEN_FILE);
        Path file = tokenFile == null && named != null ? Path.of(named) : tokenFile;
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the token in " + file + ": " + e.getMessage(), e);
        }
    }
}
