package vn.truc.simulator.scenario;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.InvalidSetting;
import vn.truc.producer.emission.InvalidSettingException;
import vn.truc.producer.emission.Scenario;

/** Reads which faults a scenario plans: from its file, or from the command line. */
public final class FaultsReader {

    /** What {@link #parse} reads, for a message. */
    public static final String FORM =
            "all, none, or a list of faults, each with its share, such as" + " tampered-body=0.01,resent,offline";

    private static final double SHARE_DEFAULT = 0.001;
    private static final String LATE_BY = "lateBy";
    private static final String OFFLINE = "offline";
    private static final String CLOCK_JUMP = "clockJump";
    private static final String CLOCK_JUMP_OPTION = "clock-jump";
    private static final Map<String, Fault> LABELS = Form.labels(Fault.class);
    private static final Duration JUMP_BACK = Duration.ofDays(-2);
    private static final Duration OFFLINE_MAX = Duration.ofSeconds(3);

    private FaultsReader() {}

    static Setting<Faults> read(Section section) {
        Map<Fault, Setting<Double>> shares = section.each(LABELS, label -> section.required(label, Form.SHARE));
        Setting<Duration> lateBy = section.optional(LATE_BY, Form.DURATION, Faults.LATE_BY_DEFAULT);
        Setting<Faults.Offline> offline =
                section.has(OFFLINE) ? section.requiredSection(OFFLINE, FaultsReader::offline) : null;
        Setting<Faults.ClockJump> jump =
                section.has(CLOCK_JUMP) ? section.requiredSection(CLOCK_JUMP, FaultsReader::clockJump) : null;
        return section.build(() -> {
            Map<Fault, Double> given = new EnumMap<>(Fault.class);
            shares.forEach((fault, share) -> given.put(fault, share.get()));
            return new Faults(
                    given, lateBy.get(), offline == null ? null : offline.get(), jump == null ? null : jump.get());
        });
    }

    private static Setting<Faults.Offline> offline(Section section) {
        Setting<Duration> at = section.required("at", Form.DURATION);
        Setting<Duration> lasts = section.required("for", Form.DURATION);
        return section.build(() -> new Faults.Offline(at.get(), lasts.get()));
    }

    private static Setting<Faults.ClockJump> clockJump(Section section) {
        Setting<Duration> at = section.required("at", Form.DURATION);
        boolean back = section.has("back");
        boolean forward = section.has("forward");
        Setting<Duration> by = section.required(back || !forward ? "back" : "forward", Form.DURATION);
        return section.build(() -> {
            if (back && forward) {
                throw new InvalidSettingException(
                        List.of(new InvalidSetting("forward", "given beside back", "one of back and forward")));
            }
            return new Faults.ClockJump(at.get(), back ? by.get().negated() : by.get());
        });
    }

    /**
     * The scenario with the faults that an option names in place of its own. Shares that are not given are one in a
     * thousand; moments lie within the scenario's load.
     *
     * @throws IllegalArgumentException saying what may be written
     */
    public static Scenario parse(String text, Scenario scenario) {
        if (text.equals("none")) {
            return scenario.withFaults(Faults.NONE);
        }
        if (text.equals("all")) {
            return scenario.withFaults(all(scenario));
        }
        Map<Fault, Double> shares = new LinkedHashMap<>();
        Faults.@Nullable Offline offline = null;
        Faults.@Nullable ClockJump jump = null;
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String label = (equals < 0 ? part : part.substring(0, equals)).strip();
            if (equals < 0 && label.equals(OFFLINE)) {
                offline = offline(scenario);
            } else if (equals < 0 && label.equals(CLOCK_JUMP_OPTION)) {
                jump = jump(scenario);
            } else {
                Double share = equals < 0
                        ? Double.valueOf(SHARE_DEFAULT)
                        : Form.SHARE.reader().apply(part.substring(equals + 1).strip());
                Fault fault = LABELS.get(label);
                if (fault == null || share == null) {
                    throw new IllegalArgumentException("--faults: '" + part + "' is neither all nor none nor one of "
                            + String.join(", ", LABELS.keySet()) + ", " + OFFLINE + ", " + CLOCK_JUMP_OPTION
                            + (fault == null ? "" : " with a share from 0 to 1 of at most four decimals"));
                }
                shares.put(fault, share);
            }
        }
        return scenario.withFaults(new Faults(shares, Faults.LATE_BY_DEFAULT, offline, jump));
    }

    private static Faults all(Scenario scenario) {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            if (scenario.seal().scheme() != null || !fault.needsSeals()) {
                shares.put(fault, SHARE_DEFAULT);
            }
        }
        return new Faults(shares, Faults.LATE_BY_DEFAULT, offline(scenario), jump(scenario));
    }

    private static Faults.Offline offline(Scenario scenario) {
        Duration tenth = scenario.duration().dividedBy(10);
        return new Faults.Offline(
                scenario.duration().dividedBy(3), tenth.compareTo(OFFLINE_MAX) < 0 ? tenth : OFFLINE_MAX);
    }

    private static Faults.ClockJump jump(Scenario scenario) {
        return new Faults.ClockJump(scenario.duration().multipliedBy(2).dividedBy(3), JUMP_BACK);
    }
}
