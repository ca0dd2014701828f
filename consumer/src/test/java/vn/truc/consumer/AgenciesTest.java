package vn.truc.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.wire.Wire;

class AgenciesTest {

    private static final String COMMUNE = "H51.26.8";

    private final Directory directory = new Directory(null);
    private final AtomicInteger readings = new AtomicInteger();
    private Agencies agencies;
    private boolean anotherThreadAsks;

    @Test
    void anAgencyThatAnotherThreadReadInBetweenIsFound() {
        agencies = new Agencies(directory, this::read, this::polledBatches);
        anotherThreadAsks = true;

        assertThat(agencies.levelOf(COMMUNE)).isEqualTo(AdministrativeLevel.COMMUNE);
        assertThat(readings).hasValue(1);
    }

    @Test
    void anAgencyThatDoesNotExistCostsOneReadingForEachBatch() {
        agencies = new Agencies(directory, readings::incrementAndGet, () -> 7);

        for (int i = 0; i < 5; i++) {
            assertThat(agencies.levelOf(COMMUNE)).isNull();
        }

        assertThat(readings).hasValue(1);
    }

    /** Is asked between the first look and the reading: the moment at which another thread can come first. */
    private long polledBatches() {
        if (anotherThreadAsks) {
            anotherThreadAsks = false;
            agencies.refresh();
        }
        return 7;
    }

    private void read() {
        readings.incrementAndGet();
        AgencyRecord row = new AgencyRecord(COMMUNE, AdministrativeLevel.COMMUNE, "H51.26", "Xã", List.of());
        directory.applyRow(COMMUNE.getBytes(UTF_8), Wire.AGENCY.encode(row));
    }
}
