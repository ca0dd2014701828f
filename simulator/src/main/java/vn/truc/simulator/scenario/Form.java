package vn.truc.simulator.scenario;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException;
import vn.truc.producer.emission.Labels;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.RateRange;
import vn.truc.producer.emission.SimulatedClock;

/**
 * How a value is written, and what is said when it is not.
 *
 * @param allowed what may be written
 * @param reader gives null for what may not; may say more of it with an
 *     {@link vn.truc.simulator.threshold.InvalidThresholdException}
 */
record Form<T>(String allowed, Function<String, @Nullable T> reader) {

    static final Form<String> TEXT = new Form<>("text", text -> text.isBlank() ? null : text);

    static final Form<Duration> DURATION = new Form<>(Quantities.DURATION_FORM, Quantities::durationOrNull);

    static final Form<Integer> SIZE = new Form<>(Quantities.SIZE_FORM, Quantities::bytesOrNull);

    static final Form<Double> SHARE =
            new Form<>("a share from 0 to 1 with at most four decimals, such as 0.9027", Form::share);

    static final Form<Double> DECIMAL = new Form<>("a decimal number such as 0.8", Form::decimal);

    static final Form<Boolean> SWITCH = new Form<>("true or false", Form::flag);

    static final Form<Integer> WEIGHT = integer(1, 1_000_000);

    static final Form<Rate> RATE = new Form<>(Rate.FORM, Form::rate);

    static final Form<RateRange> RATES = new Form<>(RateRange.FORM, Form::rates);

    static final Form<Instant> INSTANT =
            new Form<>("an ISO-8601 time such as 2020-12-01T00:00:00+07:00, or a date", Form::instant);

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMALS = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    static Form<Integer> integer(int min, int max) {
        Form<Long> whole = whole(min, max);
        return new Form<>(whole.allowed, text -> {
            Long value = whole.reader.apply(text);
            return value == null ? null : Math.toIntExact(value);
        });
    }

    static Form<Long> whole(long min, long max) {
        return new Form<>(String.format(Locale.ROOT, "a whole number from %d to %d", min, max), text -> {
            if (!WHOLE.matcher(text).matches()) {
                return null;
            }
            long value = Long.parseLong(text);
            return value < min || value > max ? null : value;
        });
    }

    /** One of the constants of an enum, by label. */
    static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        Map<String, E> labels = labels(type);
        return new Form<>("one of " + String.join(", ", labels.keySet()), labels::get);
    }

    static <E extends Enum<E>> Map<String, E> labels(Class<E> type) {
        Map<String, E> labels = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> labels.put(Labels.of(constant), constant));
        return labels;
    }

    private static @Nullable Boolean flag(String text) {
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static @Nullable Double decimal(String text) {
        return DECIMALS.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    private static @Nullable Double share(String text) {
        if (!DECIMALS.matcher(text).matches()) {
            return null;
        }
        BigDecimal share = new BigDecimal(text).stripTrailingZeros();
        boolean allowed = share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0 && share.scale() <= 4;
        return allowed ? share.doubleValue() : null;
    }

    private static @Nullable Rate rate(String text) {
        try {
            return Rate.parse(text);
        } catch (InvalidSettingException e) {
            return null;
        }
    }

    private static @Nullable RateRange rates(String text) {
        try {
            return RateRange.parse(text);
        } catch (InvalidSettingException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(SimulatedClock.ZONE).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
