package vn.truc.simulator.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import vn.truc.simulator.broker.EmbeddedBroker;

/** How the program logs: to standard error, for people or for machines. */
final class LoggingOptions {

    /** Libraries that warn of what is as it should be here. */
    private static final List<String> TALKATIVE = List.of(
            "kafka",
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
            "org.apache.kafka.clients.producer.internals.Sender",
            "org.apache.kafka.common.utils.AppInfoParser",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage",
            "org.apache.kafka.streams.StreamsConfig",
            // Kafka's broker logs by the name of our class
            "vn.truc.simulator.broker.LeaderAwareBroker");

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %msg [%thread, %logger{0}]%n%ex{short}";
    private static final String PATTERN_VERBOSE = "%d{HH:mm:ss.SSS} %-5level %msg [%thread, %logger{0}]%n";

    enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "Log lines as text (default) or json.")
    Format format = Format.TEXT;

    @Option(names = "--quiet", description = "No progress, and only errors in the log.")
    boolean quiet;

    @Option(names = "--verbose", description = "Also what helps to find a fault.")
    boolean verbose;

    /** Sets the log up; call it before anything logs. */
    void apply() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = standardError(context, encoder(context));
        if (!verbose) {
            appender.addFilter(new StoppingBroker());
        }
        root(context, quiet ? Level.ERROR : Level.WARN).addAppender(appender);
        if (!verbose) {
            TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        }
        context.getLogger("vn.truc").setLevel(quiet ? Level.ERROR : verbose ? Level.DEBUG : Level.INFO);
    }

    /** Sets up the log of a command that has none of these options: warnings, as text. */
    static void applyDefaults(LoggerContext context) {
        root(context, Level.WARN).addAppender(standardError(context, text(context, PATTERN)));
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Logger root(LoggerContext context, Level level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        return root;
    }

    /** Keeps what a command does on purpose out of the log, unless everything is asked for. */
    void hush(String logger) {
        if (!verbose && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(logger).setLevel(Level.ERROR);
        }
    }

    /** A broker that stops warns of connections that it closes twice. */
    private static final class StoppingBroker extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getThreadName().equals(EmbeddedBroker.STOP_THREAD)
                            && event.getLoggerName().startsWith("org.apache.kafka.")
                            && event.getLevel() == Level.WARN
                    ? FilterReply.DENY
                    : FilterReply.NEUTRAL;
        }
    }

    private Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if (format == Format.JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.start();
            return json;
        }
        return text(context, verbose ? PATTERN_VERBOSE : PATTERN);
    }

    private static PatternLayoutEncoder text(LoggerContext context, String pattern) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(pattern);
        text.start();
        return text;
    }
}
