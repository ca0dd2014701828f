package vn.truc.simulator.scenario;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.ConstantRate;
import vn.truc.producer.emission.DayHours;
import vn.truc.producer.emission.DocumentMix;
import vn.truc.producer.emission.InvalidSetting;
import vn.truc.producer.emission.InvalidSettingException;
import vn.truc.producer.emission.LinearRamp;
import vn.truc.producer.emission.LoadPhase;
import vn.truc.producer.emission.MixedPhase;
import vn.truc.producer.emission.OfficeHours;
import vn.truc.producer.emission.OfficeWeek;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.RateRange;
import vn.truc.producer.emission.SimulatedClock;

/** Reads the entries of a load, one after the other: an entry is one phase, or several that make up its shape. */
final class LoadReader {

    private static final String RATE = "rate";
    private static final String RAMP = "ramp";
    private static final String STEPS = "steps";
    private static final String SPIKE = "spike";
    private static final String OFFICE_HOURS = "office-hours";
    private static final String DAYS = "days";
    private static final String HOURS = "hours";
    private static final String LUNCH = "lunch";
    private static final String HOLIDAYS = "holidays";
    private static final List<String> SHAPES = List.of(RATE, RAMP, STEPS, SPIKE, OFFICE_HOURS);
    private static final List<String> OTHER_KEYS =
            List.of("duration", "each", "base", "at", "for", DAYS, HOURS, LUNCH, HOLIDAYS);
    private static final Form<Rate> ANY_SHAPE =
            new Form<>("a phase with one of " + String.join(", ", SHAPES), text -> null);

    private static final Form<DayOfWeek> DAY = Form.oneOf(DayOfWeek.class);
    private static final Form<DayHours> DAY_HOURS = new Form<>(DayHours.FORM, DayHours::parseOrNull);
    private static final Set<DayOfWeek> WORKING_DAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final DayHours WORKING_HOURS = new DayHours(16, 34);
    private static final DayHours LUNCH_BREAK = new DayHours(23, 27);
    private static final String MIX = "mix";

    private final Setting<SimulatedClock> clock;
    private final MixReader mixes;
    /** How long the entries before last, as far as they could be read. */
    private Duration before = Duration.ZERO;

    LoadReader(Setting<SimulatedClock> clock, MixReader mixes) {
        this.clock = clock;
        this.mixes = mixes;
    }

    /** The phases of the next entry. */
    Setting<List<LoadPhase>> read(Section section) {
        List<String> shapes = SHAPES.stream().filter(section::has).collect(Collectors.toList());
        @Nullable Setting<DocumentMix> mix = section.has(MIX) ? section.requiredSection(MIX, mixes::ofPhase) : null;
        Setting<List<LoadPhase>> phases = shapes.size() == 1 ? shape(section, shapes.get(0)) : noShape(section, shapes);
        for (LoadPhase phase : phases.orElse(List.of())) {
            Duration sum = before.plusNanos(phase.durationNanos());
            // a longer load is refused by the scenario, whatever its hours
            before = sum.compareTo(LoadPhase.DURATION_MAX) > 0 ? LoadPhase.DURATION_MAX : sum;
        }
        return mix == null || phases.isBroken() ? phases : mixed(phases.get(), mix);
    }

    private static Setting<List<LoadPhase>> mixed(List<LoadPhase> shape, Setting<DocumentMix> mix) {
        return mix.isBroken()
                ? Setting.broken()
                : Setting.of(shape.stream()
                        .<LoadPhase>map(phase -> new MixedPhase(phase, mix.get()))
                        .toList());
    }

    private Setting<List<LoadPhase>> shape(Section section, String shape) {
        return switch (shape) {
            case RAMP -> ramp(section);
            case STEPS -> steps(section);
            case SPIKE -> spike(section);
            case OFFICE_HOURS -> officeHours(section);
            default -> constant(section);
        };
    }

    private static Setting<List<LoadPhase>> noShape(Section section, List<String> shapes) {
        OTHER_KEYS.forEach(section::has);
        if (shapes.isEmpty()) {
            section.required(RATE, ANY_SHAPE);
            return section.build(List::of);
        }
        String allowed = "one of " + String.join(", ", SHAPES) + " in a phase, and " + shapes.get(0) + " is given";
        return section.build(refusal(shapes.subList(1, shapes.size()).stream()
                .map(shape -> new InvalidSetting(shape, "given too", allowed))
                .toList()));
    }

    private static <T> Supplier<T> refusal(List<InvalidSetting> settings) {
        return () -> {
            throw new InvalidSettingException(settings);
        };
    }

    private static Setting<List<LoadPhase>> constant(Section section) {
        Setting<Rate> rate = section.required(RATE, Form.RATE);
        Setting<Duration> duration = section.required("duration", Form.DURATION);
        return section.build(() -> List.of(new ConstantRate(rate.get(), duration.get())));
    }

    private static Setting<List<LoadPhase>> ramp(Section section) {
        Setting<RateRange> rates = section.required(RAMP, Form.RATES);
        Setting<Duration> duration = section.required("duration", Form.DURATION);
        return section.build(
                () -> List.of(new LinearRamp(rates.get().from(), rates.get().to(), duration.get())));
    }

    private static Setting<List<LoadPhase>> steps(Section section) {
        Setting<List<Setting<Rate>>> rates = section.scalars(STEPS, Form.RATE);
        Setting<Duration> each = section.required("each", Form.DURATION);
        return section.build(() -> {
            check(!rates.get().isEmpty(), STEPS, "nothing given", "at least one rate, such as [1000/s, 2000/s]");
            check(!each.get().isZero(), "each", each.get(), "more than 0s");
            List<LoadPhase> phases = new ArrayList<>();
            for (Setting<Rate> rate : rates.get()) {
                phases.add(new ConstantRate(rate.get(), each.get()));
            }
            return phases;
        });
    }

    private static Setting<List<LoadPhase>> spike(Section section) {
        Setting<Rate> spike = section.required(SPIKE, Form.RATE);
        Setting<Rate> base = section.required("base", Form.RATE);
        Setting<Duration> at = section.required("at", Form.DURATION);
        Setting<Duration> lasts = section.required("for", Form.DURATION);
        Setting<Duration> duration = section.required("duration", Form.DURATION);
        return section.build(() -> {
            Duration all = duration.get();
            Duration after = all.minus(at.get()).minus(lasts.get());
            check(!lasts.get().isZero(), "for", lasts.get(), "more than 0s");
            check(at.get().compareTo(all) < 0, "at", at.get(), "less than the duration of the phase");
            check(!after.isNegative(), "for", lasts.get(), "a spike that ends before its phase does, or with it");
            List<LoadPhase> phases = new ArrayList<>();
            if (!at.get().isZero()) {
                phases.add(new ConstantRate(base.get(), at.get()));
            }
            phases.add(new ConstantRate(spike.get(), lasts.get()));
            if (!after.isZero()) {
                phases.add(new ConstantRate(base.get(), after));
            }
            return phases;
        });
    }

    private Setting<List<LoadPhase>> officeHours(Section section) {
        Setting<Rate> peak = section.required(OFFICE_HOURS, Form.RATE);
        Setting<Duration> duration = section.required("duration", Form.DURATION);
        boolean usual = Stream.of(DAYS, HOURS, LUNCH).filter(section::has).count() == 0;
        Setting<List<Setting<DayOfWeek>>> days = section.has(DAYS)
                ? section.scalars(DAYS, DAY)
                : Setting.of(WORKING_DAYS.stream().map(Setting::of).toList());
        Setting<DayHours> hours = section.optional(HOURS, DAY_HOURS, WORKING_HOURS);
        Setting<DayHours> lunch = section.optional(LUNCH, DAY_HOURS, lunchWithin(hours.orElse(WORKING_HOURS)));
        Setting<List<Setting<DateRange>>> holidays =
                section.has(HOLIDAYS) ? section.scalars(HOLIDAYS, DateRange.FORM) : Setting.of(List.of());
        return section.build(() -> {
            OfficeWeek week = usual
                    ? OfficeWeek.DEFAULT
                    : OfficeWeek.of(
                            days.get().stream().map(Setting::get).collect(Collectors.toSet()),
                            hours.get(),
                            lunch.get());
            SortedSet<LocalDate> off = new TreeSet<>();
            holidays.get().forEach(range -> off.addAll(range.get().days()));
            return OfficeHours.on(clock.get(), before, peak.get(), week, duration.get(), off);
        });
    }

    private static DayHours lunchWithin(DayHours hours) {
        boolean within = LUNCH_BREAK.from() > hours.from() && LUNCH_BREAK.to() < hours.to();
        return within ? LUNCH_BREAK : DayHours.NONE;
    }

    private static void check(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new InvalidSettingException(List.of(new InvalidSetting(key, String.valueOf(value), allowed)));
        }
    }
}
