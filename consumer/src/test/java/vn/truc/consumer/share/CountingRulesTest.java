package vn.truc.consumer.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.consumer.share.CountEvent.Received;
import vn.truc.consumer.share.CountEvent.Refused;
import vn.truc.consumer.share.CountEvent.Registered;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;

final class CountingRulesTest {

    private static final Set<RefusalReason> COUNTED = EnumSet.of(
            RefusalReason.UNKNOWN_ADDRESSEE,
            RefusalReason.INVALID_SEAL,
            RefusalReason.CERTIFICATE_EXPIRED,
            RefusalReason.CERTIFICATE_REVOKED,
            RefusalReason.BODY_MISMATCH,
            RefusalReason.OVERSIZE);

    @Test
    void aPrimaryReceiptCountsTheDocumentByItsMediumAndTheDelivery() {
        assertThat(CountingRules.contributionOf(new Received(Medium.ELECTRONIC, true)))
                .isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(CountingRules.contributionOf(new Received(Medium.PARALLEL, true)))
                .isEqualTo(new Counts(0, 1, 0, 0, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void anotherReceiptCountsTheDeliveryOnly(Medium medium) {
        assertThat(CountingRules.contributionOf(new Received(medium, false))).isEqualTo(new Counts(0, 0, 0, 0, 1, 0));
    }

    @Test
    void aPaperDocumentCountsAsPaperAndAClassifiedOneNowhere() {
        assertThat(CountingRules.contributionOf(new Registered(false))).isEqualTo(new Counts(0, 0, 1, 0, 0, 0));
        assertThat(CountingRules.contributionOf(new Registered(true))).isSameAs(Counts.NONE);
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void aRefusalCountsByItsScopeWhenItsReasonIsTheSendersOwn(RefusalReason reason) {
        Counts document = CountingRules.contributionOf(new Refused(reason, RefusalScope.DOCUMENT, false));
        Counts copy = CountingRules.contributionOf(new Refused(reason, RefusalScope.COPY, false));
        Counts primaryCopy = CountingRules.contributionOf(new Refused(reason, RefusalScope.COPY, true));

        if (COUNTED.contains(reason)) {
            assertThat(document).isEqualTo(new Counts(0, 0, 0, 1, 0, 0));
            assertThat(copy).isEqualTo(new Counts(0, 0, 0, 0, 0, 1));
            assertThat(primaryCopy).isEqualTo(new Counts(0, 0, 0, 1, 0, 1));
        } else {
            assertThat(List.of(document, copy, primaryCopy)).containsOnly(Counts.NONE);
        }
    }

    @Test
    void theDateOfADocumentIsBelievedOnlyUnderAGoodSealOrFromTheRegister() {
        assertThat(CountingRules.isDateVouchedFor(new Received(Medium.ELECTRONIC, false)))
                .isTrue();
        assertThat(CountingRules.isDateVouchedFor(new Registered(true))).isTrue();
        assertThat(EnumSet.allOf(RefusalReason.class).stream()
                        .filter(reason ->
                                CountingRules.isDateVouchedFor(new Refused(reason, RefusalScope.DOCUMENT, false))))
                .containsExactlyInAnyOrder(
                        RefusalReason.UNKNOWN_ADDRESSEE,
                        RefusalReason.CERTIFICATE_REVOKED,
                        RefusalReason.BODY_MISMATCH,
                        RefusalReason.DUPLICATE);
    }

    @Test
    void theOrderOfEventsDoesNotMatter() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<CountEvent> events = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                events.add(anyEvent(random));
            }
            Counts inOrder = countOf(events);

            Collections.shuffle(events, random);

            assertThat(countOf(events)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    private static Counts countOf(List<CountEvent> events) {
        Counts counts = Counts.NONE;
        for (CountEvent event : events) {
            counts = CountingRules.after(counts, event);
        }
        return counts;
    }

    private static CountEvent anyEvent(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Received(any(random, Medium.values()), random.nextBoolean());
            case 1 -> new Registered(random.nextBoolean());
            default ->
                new Refused(
                        any(random, RefusalReason.values()), any(random, RefusalScope.values()), random.nextBoolean());
        };
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
