package vn.truc.console.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

class AgencyQueryTest {

    private static final List<Agency> AGENCIES = List.of(
            new Agency("H51.22.2", AdministrativeLevel.COMMUNE, "H51.22", "UBND xã Hồ Đắc Kiện"),
            new Agency("H51.22", AdministrativeLevel.DISTRICT, "H51", "UBND huyện Châu Thành"),
            new Agency("H51", AdministrativeLevel.PROVINCIAL, null, "UBND tỉnh Sóc Trăng"),
            new Agency("G01", AdministrativeLevel.CENTRAL, null, "Bộ Công an"));

    private static final Map<String, Counts> COUNTED = Map.of(
            "H51", new Counts(9, 0, 1, 0, 20, 0),
            "H51.22", new Counts(1, 0, 1, 3, 2, 1),
            "H51.22.2", new Counts(0, 4, 0, 0, 8, 0));

    @Test
    void withoutATextAllAreFoundByTheirCodes() {
        assertThat(codes("", AgencyQuery.Sort.CODE, false)).containsExactly("G01", "H51", "H51.22", "H51.22.2");
        assertThat(codes("", AgencyQuery.Sort.CODE, true)).containsExactly("H51.22.2", "H51.22", "H51", "G01");
    }

    @Test
    void aTextIsFoundInNameAndCodeWithoutRegardToCaseAndDiacritics() {
        assertThat(codes(" dac KIEN ", AgencyQuery.Sort.CODE, false)).containsExactly("H51.22.2");
        assertThat(codes("Đắc", AgencyQuery.Sort.CODE, false)).containsExactly("H51.22.2");
        assertThat(codes("h51.22", AgencyQuery.Sort.CODE, false)).containsExactly("H51.22", "H51.22.2");
        assertThat(codes("nobody", AgencyQuery.Sort.CODE, false)).isEmpty();
    }

    @Test
    void anAgencyWithoutAShareComesLastInEitherDirection() {
        assertThat(codes("", AgencyQuery.Sort.ELECTRONIC, true)).containsExactly("H51.22.2", "H51", "H51.22", "G01");
        assertThat(codes("", AgencyQuery.Sort.ELECTRONIC, false)).containsExactly("H51.22", "H51", "H51.22.2", "G01");
    }

    @Test
    void everyColumnSorts() {
        assertThat(codes("", AgencyQuery.Sort.NAME, false)).containsExactly("G01", "H51.22", "H51", "H51.22.2");
        assertThat(codes("", AgencyQuery.Sort.LEVEL, false)).containsExactly("H51.22.2", "H51.22", "H51", "G01");
        assertThat(codes("", AgencyQuery.Sort.DOCUMENTS, true)).containsExactly("H51", "H51.22", "H51.22.2", "G01");
        assertThat(codes("", AgencyQuery.Sort.PAPERLESS, true)).containsExactly("H51", "H51.22", "H51.22.2", "G01");
        assertThat(codes("", AgencyQuery.Sort.DELIVERED, true)).startsWith("H51", "H51.22.2");
        assertThat(codes("", AgencyQuery.Sort.REFUSED, true)).startsWith("H51.22");
    }

    @Test
    void aPageSaysHowManyThereAre() {
        AgencyQuery query = new AgencyQuery("h51", AgencyQuery.Sort.CODE, false, 1, 1);

        AgencyQuery.Page page = query.answer(AGENCIES, COUNTED);

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.matching()).isEqualTo(3);
        assertThat(page.rows()).extracting(AgencyQuery.Row::code).containsExactly("H51.22");
    }

    @Test
    void aPageOfEverythingIsNotGivenAtOnce() {
        assertThatThrownBy(() -> new AgencyQuery("", AgencyQuery.Sort.CODE, false, 0, 201))
                .hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> new AgencyQuery("", AgencyQuery.Sort.CODE, false, -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> codes(String text, AgencyQuery.Sort sort, boolean descending) {
        return new AgencyQuery(text, sort, descending, 0, 50)
                .answer(AGENCIES, COUNTED).rows().stream()
                        .map(AgencyQuery.Row::code)
                        .toList();
    }
}
