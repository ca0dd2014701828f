package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;

class FaultsTest {

    private static final long SEED = 5;
    private static final double SHARE = 0.02;

    @Test
    void everyFaultOccursAboutAsOftenAsPlannedAndOnlyInWhatWouldBeDelivered() {
        Plan plan = plan(all());
        Map<Fault, Integer> found = new EnumMap<>(Fault.class);
        int deliverable = 0;
        for (PlannedDocument document : documents(plan)) {
            if (document.medium() != Medium.PAPER) {
                deliverable++;
            }
            if (document.fault() != null) {
                assertThat(document.medium()).isNotEqualTo(Medium.PAPER);
                found.merge(document.fault(), 1, Integer::sum);
            }
        }
        assertThat(found).containsOnlyKeys(Fault.values());
        for (Map.Entry<Fault, Integer> fault : found.entrySet()) {
            // five standard deviations of a draw of a fiftieth
            assertThat((double) fault.getValue() / deliverable)
                    .as(fault.getKey().label())
                    .isCloseTo(SHARE, within(5 * Math.sqrt(SHARE / deliverable)));
        }
    }

    @Test
    void aFaultChangesNothingButItsDocument() {
        List<PlannedDocument> without = documents(plan(Faults.NONE));
        List<PlannedDocument> with = documents(plan(all()));
        for (int n = 0; n < without.size(); n++) {
            if (with.get(n).fault() == null) {
                assertThat(with.get(n)).isEqualTo(without.get(n));
            } else {
                assertThat(with.get(n).sender()).isEqualTo(without.get(n).sender());
                assertThat(with.get(n).number()).isEqualTo(without.get(n).number());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void itsFateIsWhatTheFaultLeadsTo(Fault fault) {
        Plan plan = plan(new Faults(Map.of(fault, 1.0), Faults.LATE_BY_DEFAULT, null, null));
        for (PlannedDocument document : documents(plan)) {
            if (document.medium() == Medium.PAPER) {
                continue;
            }
            boolean good = fault.effect() != Fault.Effect.DOCUMENT
                    || (fault == Fault.CERTIFICATE_REVOKED && document.issuedAtMillis() < plan.revokedAtMillis());
            Fate refused = fault.reason() == null ? Fate.DELIVERED : new Fate.Refused(fault.reason());
            assertThat(document.fate()).isEqualTo(good ? Fate.DELIVERED : refused);
            assertThat(document.hasStray()).isEqualTo(fault.effect() == Fault.Effect.BESIDE);
            int unknown = (int) document.addressees().stream()
                    .filter(plan.stranger()::equals)
                    .count();
            assertThat(unknown).isEqualTo(fault == Fault.UNKNOWN_ADDRESSEE || fault == Fault.UNKNOWN_COPY ? 1 : 0);
            assertThat(document.deliveries())
                    .isEqualTo(good ? document.addressees().size() - unknown : 0);
        }
    }

    @Test
    void aCertificateIsRevokedHalfway() {
        Plan plan = plan(new Faults(Map.of(Fault.CERTIFICATE_REVOKED, 1.0), Faults.LATE_BY_DEFAULT, null, null));
        List<PlannedDocument> electronic =
                documents(plan).stream().filter(PlannedDocument::isElectronic).toList();
        long good = electronic.stream()
                .filter(document -> document.fate() instanceof Fate.Delivered)
                .count();

        assertThat((double) good / electronic.size()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void lateDocumentsAndAClockThatJumpsAreDatedAsPlanned() {
        Duration half = Duration.ofSeconds(2);
        Faults faults = new Faults(
                Map.of(Fault.LATE, 0.5), Duration.ofDays(30), null, new Faults.ClockJump(half, Duration.ofDays(-2)));
        Plan plan = plan(faults);
        for (PlannedDocument document : documents(plan)) {
            long expected = plan.scenario().clock().atMillis(document.intendedOffsetNanos())
                    - (document.fault() == Fault.LATE ? Duration.ofDays(30).toMillis() : 0)
                    - (document.intendedOffsetNanos() >= half.toNanos()
                            ? Duration.ofDays(2).toMillis()
                            : 0);
            assertThat(document.issuedAtMillis()).isEqualTo(expected);
            assertThat(document.issuedAtMillis())
                    .isBetween(plan.earliest().toEpochMilli(), plan.latest().toEpochMilli());
        }
    }

    @Test
    void theTotalsKnowEveryFault() {
        Plan plan = plan(all());
        PlanTotals totals = plan.totals();
        long refused = documents(plan).stream()
                .filter(document -> document.fate() instanceof Fate.Refused)
                .count();
        long copies = documents(plan).stream()
                .filter(document -> document.fault() == Fault.UNKNOWN_COPY)
                .count();

        assertThat(totals.all().refused()).isEqualTo(refused);
        assertThat(totals.all().refusedDeliveries()).isEqualTo(copies);
        assertThat(totals.all().electronicShare().orElseThrow())
                .isLessThan(plan(Faults.NONE).totals().all().electronicShare().orElseThrow());
    }

    @Test
    void whatCannotBeIsRefusedWithAReason() {
        assertThatThrownBy(() ->
                        new Faults(Map.of(Fault.RESENT, 0.6, Fault.LATE, 0.6), Faults.LATE_BY_DEFAULT, null, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("at most 1");
        Scenario unsigned = ScenarioFixtures.smoke().withSeal(new SealMethod(null, Batching.MERKLE));
        assertThatThrownBy(() -> unsigned.withFaults(
                        new Faults(Map.of(Fault.TAMPERED_HEADER, 0.1), Faults.LATE_BY_DEFAULT, null, null)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("faults.tampered-header");
        assertThatThrownBy(() -> ScenarioFixtures.smoke()
                        .withFaults(new Faults(
                                Map.of(),
                                Faults.LATE_BY_DEFAULT,
                                new Faults.Offline(Duration.ofHours(1), Duration.ofSeconds(1)),
                                null)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("faults.offline.at");
    }

    private static Faults all() {
        Map<Fault, Double> shares = new LinkedHashMap<>();
        Arrays.stream(Fault.values()).forEach(fault -> shares.put(fault, SHARE));
        return new Faults(shares, Faults.LATE_BY_DEFAULT, null, null);
    }

    private static Plan plan(Faults faults) {
        return new Plan(ScenarioFixtures.smoke().withFaults(faults), SEED);
    }

    private static List<PlannedDocument> documents(Plan plan) {
        return LongStream.range(0, plan.documents()).mapToObj(plan::document).toList();
    }
}
