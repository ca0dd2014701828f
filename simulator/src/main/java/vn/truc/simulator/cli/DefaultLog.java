package vn.truc.simulator.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How the program logs until a command says how it wants to ({@link LoggingOptions#apply}), and in commands that do not.
 * Logback finds it as a service; to read the same from a file takes it more than a tenth of a second.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class DefaultLog extends ContextAwareBase implements Configurator {

    /** Steps back where the user names a file of Logback's own form. */
    @Override
    public ExecutionStatus configure(LoggerContext loggerContext) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LoggingOptions.applyDefaults(loggerContext);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
