package vn.truc.simulator.scenario;

/**
 * One thing that is wrong with a scenario.
 *
 * @param file as the user named it
 * @param line counts from 1; 0 where the file as a whole is meant
 * @param key as in {@code load[0].rate}; empty where no key is meant
 * @param found what stands there
 * @param allowed what may stand there
 */
public record Problem(String file, int line, String key, String found, String allowed) {

    /** {@code file:line: key 'a.b.c': found; allowed}. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line;
        return place + ": " + (key.isEmpty() ? "" : "key '" + key + "': ") + found + "; " + allowed;
    }
}
