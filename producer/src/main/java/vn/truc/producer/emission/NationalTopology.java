package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * Makes the agencies of the whole country from a table of provinces and of how many units of each kind a province has.
 * Codes, names and places of districts and communes are synthetic: communes are dealt out evenly over the districts of
 * their province, wards to urban districts, towns to rural ones. The same table always gives the same agencies in the
 * same order.
 */
final class NationalTopology {

    /** The kinds of district in the order of the table's columns; the last one is rural. */
    private static final String[] DISTRICT_KINDS = {"quận", "thành phố", "thị xã", "huyện"};

    private static final int RURAL = DISTRICT_KINDS.length - 1;
    private static final String[] COMMUNE_KINDS = {"phường", "thị trấn", "xã"};
    private static final int WARD = 0;
    private static final int TOWN = 1;

    private static final int KIND_COLUMN = 2;
    private static final int NAME_COLUMN = 3;
    private static final int WEIGHT_COLUMN = 4;
    private static final int DISTRICTS_COLUMN = 5;
    private static final int COMMUNES_COLUMN = DISTRICTS_COLUMN + DISTRICT_KINDS.length;

    /** Lower numbers are those of the departments of a province, which this topology leaves out. */
    private static final int FIRST_DISTRICT = 21;

    private static final int BUSY = 3;
    private static final int USUAL = 2;

    private final List<WeightedAgency> known;
    private final List<WeightedAgency> agencies = new ArrayList<>();

    private NationalTopology(List<WeightedAgency> known) {
        this.known = known;
    }

    /**
     * The agencies that {@code rows} describe.
     *
     * @param rows the columns of each row of the table
     * @param known real units; a province of which they hold districts gets these instead of synthetic ones
     */
    static List<WeightedAgency> agencies(List<String[]> rows, List<WeightedAgency> known) {
        NationalTopology country = new NationalTopology(known);
        rows.forEach(country::add);
        return country.agencies;
    }

    private void add(String[] row) {
        String kind = row[KIND_COLUMN];
        int weight = Integer.parseInt(row[WEIGHT_COLUMN]);
        if (kind.equals("central")) {
            add(row[0], AdministrativeLevel.CENTRAL, null, row[NAME_COLUMN], weight);
            return;
        }
        String province = kind + " " + row[NAME_COLUMN];
        add(row[0], AdministrativeLevel.PROVINCIAL, null, "UBND " + province, weight);
        List<WeightedAgency> real = known.stream()
                .filter(unit -> unit.agency().code().startsWith(row[0] + ".")
                        && unit.agency().level().compareTo(AdministrativeLevel.PROVINCIAL) < 0)
                .toList();
        if (real.isEmpty()) {
            addUnits(row, province);
        } else {
            agencies.addAll(real);
        }
    }

    private void addUnits(String[] row, String province) {
        List<District> districts = new ArrayList<>();
        for (int kind = 0; kind < DISTRICT_KINDS.length; kind++) {
            for (int i = count(row, DISTRICTS_COLUMN + kind); i > 0; i--) {
                districts.add(new District(kind));
            }
        }
        for (int kind = 0; kind < COMMUNE_KINDS.length; kind++) {
            for (int i = count(row, COMMUNES_COLUMN + kind); i > 0; i--) {
                emptiest(districts, kind).communes.add(kind);
            }
        }
        for (int i = 0; i < districts.size(); i++) {
            District district = districts.get(i);
            String name = DISTRICT_KINDS[district.kind] + " số " + (i + 1) + ", " + province;
            String code = row[0] + "." + (FIRST_DISTRICT + i);
            add(code, AdministrativeLevel.DISTRICT, row[0], "UBND " + name, district.kind <= 1 ? BUSY : USUAL);
            for (int j = 0; j < district.communes.size(); j++) {
                int kind = district.communes.get(j);
                add(
                        code + "." + (j + 1),
                        AdministrativeLevel.COMMUNE,
                        code,
                        "UBND " + COMMUNE_KINDS[kind] + " số " + (j + 1) + ", " + name,
                        kind == WARD ? BUSY : USUAL);
            }
        }
    }

    /** Of the districts that have communes of this kind, the first of those with the fewest; any where none fits. */
    private static District emptiest(List<District> districts, int kind) {
        District fewest = null;
        for (District district : districts) {
            if (district.takes(kind) && (fewest == null || district.communes.size() < fewest.communes.size())) {
                fewest = district;
            }
        }
        return fewest == null ? districts.get(districts.size() - 1) : fewest;
    }

    private static int count(String[] row, int column) {
        return Integer.parseInt(row[column]);
    }

    private void add(String code, AdministrativeLevel level, @Nullable String parent, String name, int weight) {
        agencies.add(new WeightedAgency(new Agency(code, level, parent, name), weight));
    }

    private static final class District {

        private final int kind;
        private final List<Integer> communes = new ArrayList<>();

        private District(int kind) {
            this.kind = kind;
        }

        private boolean takes(int communeKind) {
            return switch (communeKind) {
                case WARD -> kind < RURAL;
                case TOWN -> kind == RURAL;
                default -> kind > 0;
            };
        }
    }
}
