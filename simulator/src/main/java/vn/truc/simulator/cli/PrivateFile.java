package vn.truc.simulator.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold secrets, which are for their owner alone. */
final class PrivateFile {

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /**
     * Refuses a file with secrets that others can reach. A system without POSIX permissions says nothing about that.
     *
     * @param option that named it
     * @throws IllegalArgumentException when others can
     */
    static void requireIf(boolean holdsSecrets, Path file, String option) throws IOException {
        if (!holdsSecrets
                || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(Files.getPosixFilePermissions(file));
        others.removeAll(OWNERS);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(option + ": " + file + " holds secrets and others can reach it ("
                    + PosixFilePermissions.toString(others) + "): chmod 600 " + file);
        }
    }
}
