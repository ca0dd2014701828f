package vn.truc.console.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Wire;

class ReceiptTallyTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long RECEIVED_MICROS = 1_700_000_000_000_000L;

    private final AgencyNames agencies = new AgencyNames();
    private final ReceiptTally tally = new ReceiptTally(agencies);

    @BeforeEach
    void aCommuneAndAMinistry() {
        agency("H51.22.2", AdministrativeLevel.COMMUNE);
        agency("G01", AdministrativeLevel.CENTRAL);
    }

    @Test
    void aSecondHasItsDeliveriesBetweenLevelsAndTheTimeTheyTook() {
        ReceiptTally.Second before = tally.read(0);
        tally.onRecords(Records.polled(List.of(
                receipt("H51.22.2", "G01", 40_000),
                receipt("H51.22.2", "G01", 50_000),
                receipt("G01", "H51.22.2", 60_000))));

        ReceiptTally.Second second = tally.read(2 * SECOND);

        assertThat(before.p50()).isNull();
        assertThat(before.simulatedNow()).isNull();
        assertThat(second.delivered()).isEqualTo(1.5);
        assertThat(second.flow().perSecond().get(0)).containsExactly(0.0, 0.0, 0.0, 1.0);
        assertThat(second.flow().perSecond().get(3)).containsExactly(0.5, 0.0, 0.0, 0.0);
        assertThat(second.flow().total().get(0)).containsExactly(0L, 0L, 0L, 2L);
        assertThat(second.p50()).isCloseTo(50, within(0.5));
        assertThat(second.max()).isCloseTo(60, within(0.5));
        assertThat(second.simulatedNow()).isEqualTo(7);
    }

    @Test
    void aSecondWithoutDeliveriesHasNoLatencyAndTheSumsStand() {
        tally.onRecords(Records.polled(List.of(receipt("H51.22.2", "G01", 40_000))));
        for (int second = 0; second <= 4; second++) {
            var unused = tally.read(second * SECOND);
        }

        ReceiptTally.Second quiet = tally.read(5 * SECOND);

        assertThat(quiet.delivered()).isZero();
        assertThat(quiet.p99()).isNull();
        assertThat(quiet.flow().perSecond().get(0)).containsOnly(0.0);
        assertThat(quiet.flow().total().get(0)).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void aReadingRightAfterAnotherIsNoRate() {
        var unused = tally.read(0);
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(receipt("H51.22.2", "X99", 0));
        }
        tally.onRecords(Records.polled(batch));

        assertThat(tally.read(SECOND / 1_000).delivered()).isEqualTo(200.0);
    }

    @Test
    void whatCannotBePlacedIsADeliveryAllTheSame() {
        var unused = tally.read(0);
        ConsumerRecord<byte[], byte[]> withoutTime = receipt("H51.22.2", "X99", 0);
        withoutTime.headers().remove(RecordHeaders.INTENDED_AT);
        tally.onRecords(Records.polled(List.of(withoutTime, Records.record(0, "no receipt".getBytes(UTF_8)))));

        ReceiptTally.Second second = tally.read(SECOND);

        assertThat(second.delivered()).isEqualTo(1.0);
        assertThat(second.p50()).isNull();
        assertThat(second.flow().total()).allSatisfy(row -> assertThat(row).containsOnly(0L));
    }

    private void agency(String code, AdministrativeLevel level) {
        AgencyRecord row = new AgencyRecord(code, level, null, "Agency " + code, List.of());
        agencies.onRow(code.getBytes(UTF_8), Wire.AGENCY.encode(row));
    }

    private static ConsumerRecord<byte[], byte[]> receipt(String sender, String addressee, long tookMicros) {
        Receipt receipt = new Receipt(
                "000.00.01.H51,2020-12-28,1/QD",
                sender,
                addressee,
                Medium.ELECTRONIC,
                Priority.NORMAL,
                true,
                7L,
                RECEIVED_MICROS);
        ConsumerRecord<byte[], byte[]> record = Records.record(0, Wire.RECEIPT.encode(receipt));
        record.headers().add(RecordHeaders.INTENDED_AT, RecordHeaders.ofLong(RECEIVED_MICROS - tookMicros));
        return record;
    }
}
