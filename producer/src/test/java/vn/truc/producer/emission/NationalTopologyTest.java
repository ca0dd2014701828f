package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

class NationalTopologyTest {

    private static final Topology COUNTRY = BuiltInTopologies.named("national");

    @Test
    void theCountryHasAsManyAgenciesOfEachLevelAsStatisticsSay() {
        Map<AdministrativeLevel, Long> byLevel =
                COUNTRY.agencies().stream().collect(Collectors.groupingBy(Agency::level, Collectors.counting()));

        assertThat(byLevel)
                .isEqualTo(Map.of(
                        AdministrativeLevel.CENTRAL, 33L,
                        AdministrativeLevel.PROVINCIAL, 63L,
                        AdministrativeLevel.DISTRICT, 705L,
                        AdministrativeLevel.COMMUNE, 10_599L));
        assertThat(communes("phường")).isEqualTo(1_737);
        assertThat(communes("thị trấn")).isEqualTo(614);
        assertThat(communes("xã")).isEqualTo(8_248);
    }

    private static long communes(String kind) {
        return COUNTRY.agencies().stream()
                .filter(agency -> agency.level() == AdministrativeLevel.COMMUNE)
                .filter(agency -> agency.name().startsWith("UBND " + kind + " "))
                .count();
    }

    @Test
    void provincesBearTheirOfficialCodes() {
        Map<String, String> official = Map.of(
                "H14", "UBND tỉnh Cao Bằng",
                "H30", "UBND tỉnh Hậu Giang",
                "H38", "UBND tỉnh Lào Cai",
                "H41", "UBND tỉnh Nghệ An",
                "H49", "UBND tỉnh Quảng Ninh",
                "H51", "UBND tỉnh Sóc Trăng",
                "H55", "UBND tỉnh Thái Nguyên");

        official.forEach(
                (code, name) -> assertThat(COUNTRY.find(code)).isNotNull().satisfies(agency -> assertThat(agency.name())
                        .isEqualTo(name)));
    }

    @Test
    void everyUnitStandsBelowOneOfTheNextLevel() {
        assertThat(COUNTRY.agencies())
                .filteredOn(agency -> agency.level().compareTo(AdministrativeLevel.PROVINCIAL) < 0)
                .hasSize(705 + 10_599)
                .allSatisfy(agency -> {
                    Agency above = COUNTRY.find(String.valueOf(agency.parent()));
                    assertThat(above).isNotNull();
                    assertThat(above.level().ordinal()).isEqualTo(agency.level().ordinal() + 1);
                    assertThat(agency.code()).startsWith(above.code() + ".");
                });
    }

    @Test
    void communesAreDealtOutEvenlyOverTheDistrictsOfAKind() {
        Map<String, Long> ofCaoBang = COUNTRY.agencies().stream()
                .filter(agency -> agency.level() == AdministrativeLevel.COMMUNE
                        && agency.code().startsWith("H14."))
                .collect(Collectors.groupingBy(agency -> String.valueOf(agency.parent()), Collectors.counting()));

        assertThat(ofCaoBang).hasSize(10);
        assertThat(ofCaoBang.values()).allMatch(communes -> communes >= 16 && communes <= 17);
    }

    @Test
    void socTrangHasItsRealUnits() {
        List<WeightedAgency> real = BuiltInTopologies.named("soc-trang").weighted().stream()
                .filter(unit -> unit.agency().level().compareTo(AdministrativeLevel.PROVINCIAL) < 0)
                .toList();

        assertThat(COUNTRY.weighted())
                .filteredOn(unit -> unit.agency().code().startsWith("H51."))
                .isEqualTo(real)
                .hasSize(120);
    }
}
