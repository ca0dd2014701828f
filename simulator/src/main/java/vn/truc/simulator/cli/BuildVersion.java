package vn.truc.simulator.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
final class BuildVersion implements IVersionProvider {

    private static final String UNPACKAGED = "development";

    @Override
    public String[] getVersion() {
        return new String[] {"truc " + number()};
    }

    static String number() {
        return Objects.requireNonNullElse(Truc.class.getPackage().getImplementationVersion(), UNPACKAGED);
    }
}
