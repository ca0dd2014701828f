package vn.truc.schemas.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.schemas.avro.AdministrativeLevel;

class AgencyCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"H51", "H51.21", "H51.21.3", "G01", "000.00.00.H51", "A", "12345678901234567890123456789012345"})
    void codesOfTheDecisionAreTakenAsTheyAre(String code) {
        assertThat(AgencyCode.isWellFormed(code)).isTrue();
        assertThat(new AgencyCode(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "H51.",
                ".H51",
                "H51..21",
                "h51",
                "H51 ",
                "H51-21",
                "H51,21",
                "H51/21",
                "Đ51",
                "Ｈ51",
                "H51\n",
                "trust-anchor",
                "123456789012345678901234567890123456"
            })
    void anythingElseIsRefusedByName(String code) {
        assertThat(AgencyCode.isWellFormed(code)).isFalse();
        assertThatThrownBy(() -> new AgencyCode(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + code + "'")
                .hasMessageContaining("H51.21.3");
    }

    @Test
    void codesAreOrderedAsTexts() {
        assertThat(Stream.of("H51.21", "G12", "H51", "H51.10")
                        .map(AgencyCode::new)
                        .sorted())
                .extracting(AgencyCode::value)
                .isEqualTo(List.of("G12", "H51", "H51.10", "H51.21"));
    }

    @Test
    void anAgencyHasWellFormedCodesAndIsNotItsOwnParent() {
        assertThatThrownBy(() -> new Agency("h51", AdministrativeLevel.PROVINCIAL, null, "UBND"))
                .hasMessageContaining("'h51'");
        assertThatThrownBy(() -> new Agency("H51", AdministrativeLevel.PROVINCIAL, "h5", "UBND"))
                .hasMessageContaining("'h5'");
        assertThatThrownBy(() -> new Agency("H51", AdministrativeLevel.PROVINCIAL, "H51", "UBND"))
                .hasMessageContaining("own parent");
    }
}
