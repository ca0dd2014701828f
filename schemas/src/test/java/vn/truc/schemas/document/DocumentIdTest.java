package vn.truc.schemas.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdTest {

    private static final LocalDate DAY = LocalDate.of(2021, 6, 30);

    @Test
    void theStandardsFormIsReadPartByPart() {
        assertThat(DocumentId.parse("H51.10,2021/06/30,1234/UBND-VX"))
                .isEqualTo(new DocumentId("H51.10", DAY, "1234", "UBND-VX"));
        assertThat(DocumentId.parse("G12,2020/02/29,12a/2020/NQ-CP"))
                .isEqualTo(new DocumentId("G12", LocalDate.of(2020, 2, 29), "12a", "2020/NQ-CP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H51.10,2021/06/30,1234/UBND-VX",
                "H51,0999/01/01,1/QĐ-UBND",
                "H51,0010/01/01,1/QĐ-UBND",
                "H51,0000/01/01,1/QĐ-UBND",
                "00.00.00.H51,9999/12/31,012/ĐA-SGDĐT",
                "G12,2020/02/29,12a/2020/NQ-CP"
            })
    void anIdentifierIsWrittenAsItWasRead(String text) {
        assertThat(DocumentId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H51.10",
                "H51.10,2021/06/30",
                "H51.10,2021/06/30,1234",
                "H51.10,2021/06/30,/UBND",
                "H51.10,2021/06/30,1234/",
                ",2021/06/30,1234/UBND",
                "h51.10,2021/06/30,1234/UBND",
                "H51..10,2021/06/30,1234/UBND",
                ".H51,2021/06/30,1234/UBND",
                "H51.,2021/06/30,1234/UBND",
                "H51.10,2021-06-30,1234/UBND",
                "H51.10,2021/6/30,1234/UBND",
                "H51.10,30/06/2021,1234/UBND",
                "H51.10,2021/13/01,1234/UBND",
                "H51.10,2021/00/01,1234/UBND",
                "H51.10,2021/02/29,1234/UBND",
                "H51.10,2021/06/31,1234/UBND",
                "H51.10, 2021/06/30,1234/UBND",
                "H51.10,2021/06/30,12 34/UBND",
                "H51.10,2021/06/30,1234/UB ND",
                "H51.10,2021/06/30,1234/UBND\n",
                "H51.10,2021/06/30,1234/UBND,VX",
                "H51.10,2021/06/30,123456789012345678901/UBND"
            })
    void anythingElseIsNoIdentifier(String text) {
        assertThat(DocumentId.parse(text)).isNull();
    }

    @Test
    void partsAreReadUpToTheirLengthsAndNotBeyond() {
        String organ = "H".repeat(35);
        String number = "9".repeat(20);
        String symbol = "Đ".repeat(60);

        assertThat(DocumentId.parse(organ + ",2021/06/30," + number + "/" + symbol))
                .isEqualTo(new DocumentId(organ, DAY, number, symbol));
        assertThat(DocumentId.parse(organ + "H,2021/06/30," + number + "/" + symbol))
                .isNull();
        assertThat(DocumentId.parse(organ + ",2021/06/30," + number + "/" + symbol + "Đ"))
                .isNull();
        assertThat(DocumentId.parse("H51,2021/06/30,1/" + "U".repeat(1_000_000)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,10", "999999999,999999999"})
    void aPlainDecimalIsAnInteger(String number, int expected) {
        assertThat(new DocumentId("H51", DAY, number, "UBND").numericNumber()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "01", "12a", "a", "+1", "-1", "1.0", "1000000000", "9999999999", "١٢", "１２"})
    void anyOtherNumberIsNone(String number) {
        assertThat(new DocumentId("H51", DAY, number, "UBND").numericNumber()).isEqualTo(-1);
    }
}
