package vn.truc.producer.emission;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * Topologies that come with the program. Names of units are real; codes below the province and weights are synthetic,
 * as the files say.
 */
public final class BuiltInTopologies {

    private static final List<String> NAMES = List.of("soc-trang", "smoke");

    private BuiltInTopologies() {}

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The topology of this name, read anew.
     *
     * @throws InvalidSettingException when there is none
     */
    public static Topology named(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidSettingException(
                    List.of(new InvalidSetting("topology", name, "one of " + String.join(", ", NAMES))));
        }
        try (InputStream table = BuiltInTopologies.class.getResourceAsStream(name + ".tsv")) {
            if (table == null) {
                throw new IllegalStateException("the program lacks its topology " + name);
            }
            return new Topology(name, read(table));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's topology " + name + " cannot be read", e);
        }
    }

    private static List<WeightedAgency> read(InputStream table) throws IOException {
        List<WeightedAgency> agencies = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#") && !line.startsWith("code\t")) {
                agencies.add(agency(line.split("\t", -1)));
            }
        }
        return agencies;
    }

    /** Columns: code, level, parent, weight, code of the General Statistics Office, name. */
    private static WeightedAgency agency(String[] columns) {
        String parent = columns[2].equals("-") ? null : columns[2];
        AdministrativeLevel level = AdministrativeLevel.valueOf(columns[1].toUpperCase(Locale.ROOT));
        return new WeightedAgency(new Agency(columns[0], level, parent, columns[5]), Integer.parseInt(columns[3]));
    }
}
