package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefaultLogTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private String ofTheTests;

    @BeforeEach
    void forgetTheFileOfTheTests() {
        ofTheTests = System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    }

    @AfterEach
    void rememberIt() {
        if (ofTheTests == null) {
            System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        } else {
            System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, ofTheTests);
        }
    }

    @Test
    void warningsGoToStandardError() {
        assertThat(new DefaultLog().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        ConsoleAppender<?> appender =
                (ConsoleAppender<?>) root.iteratorForAppenders().next();
        assertThat(appender.isStarted()).isTrue();
        assertThat(appender.getTarget()).isEqualTo("System.err");
    }

    @Test
    void aFileOfTheUsersOwnComesFirst() {
        System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "mine.xml");

        assertThat(new DefaultLog().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);

        assertThat(root.iteratorForAppenders()).isExhausted();
    }

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class).stream().map(ServiceLoader.Provider::type))
                .anyMatch(DefaultLog.class::equals);
    }
}
