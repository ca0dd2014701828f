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
 * Topologies that come with the program. What is real in them and what is synthetic, the files say: weights and the codes
 * below the provinces always are, and in the national one most names of districts and communes.
 */
public final class BuiltInTopologies {

    private static final String NATIONAL = "national";
    private static final String SOC_TRANG = "soc-trang";
    private static final List<String> NAMES = List.of(SOC_TRANG, "smoke", NATIONAL);

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
        return new Topology(name, name.equals(NATIONAL) ? national() : agencies(name));
    }

    private static List<WeightedAgency> national() {
        return NationalTopology.agencies(rows(NATIONAL), agencies(SOC_TRANG));
    }

    private static List<WeightedAgency> agencies(String name) {
        return rows(name).stream().map(BuiltInTopologies::agency).toList();
    }

    /** The columns of each row of a table. */
    private static List<String[]> rows(String name) {
        try (InputStream table = BuiltInTopologies.class.getResourceAsStream(name + ".tsv")) {
            if (table == null) {
                throw new IllegalStateException("the program lacks its topology " + name);
            }
            List<String[]> rows = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.startsWith("code\t")) {
                    rows.add(line.split("\t", -1));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("the program's topology " + name + " cannot be read", e);
        }
    }

    /** Columns: code, level, parent, weight, code of the General Statistics Office, name. */
    private static WeightedAgency agency(String[] columns) {
        String parent = columns[2].equals("-") ? null : columns[2];
        AdministrativeLevel level = AdministrativeLevel.valueOf(columns[1].toUpperCase(Locale.ROOT));
        return new WeightedAgency(new Agency(columns[0], level, parent, columns[5]), Integer.parseInt(columns[3]));
    }
}
