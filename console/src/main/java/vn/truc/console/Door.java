package vn.truc.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import vn.truc.runtime.metrics.PortTakenException;

/**
 * An address that is listened at. Visitors are kept waiting by the operating system until a server takes the door over, so
 * the server need not be started before the first of them knocks.
 */
final class Door implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final Selector bell;

    /** @throws PortTakenException when something else listens there */
    Door(ConsoleOptions options) {
        try {
            channel = ServerSocketChannel.open();
            bell = Selector.open();
            channel.bind(new InetSocketAddress(options.address(), options.port()));
        } catch (BindException e) {
            throw new PortTakenException(options.port(), "--console-port", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the console cannot listen at " + options + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * Waits for the first visitor.
     *
     * @return false when the door was closed before anybody came
     */
    boolean awaitVisitor() {
        try {
            channel.configureBlocking(false);
            SelectionKey unused = channel.register(bell, SelectionKey.OP_ACCEPT);
            int visitors = bell.select();
            return visitors > 0;
        } catch (ClosedSelectorException | ClosedChannelException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the console cannot wait for visitors: " + e.getMessage(), e);
        }
    }

    /** Gives the door to a server, which opens to whoever waits and closes it in the end. */
    ServerSocketChannel handOver() {
        try {
            bell.close();
            channel.configureBlocking(true);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("the console cannot open its door: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            bell.close();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the console cannot close its door: " + e.getMessage(), e);
        }
    }
}
