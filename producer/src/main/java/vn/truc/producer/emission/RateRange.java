package vn.truc.producer.emission;

import java.util.List;

/**
 * The two ends of a ramp.
 *
 * @param from the rate at which it begins
 * @param to the rate to which it rises or falls
 */
public record RateRange(Rate from, Rate to) {

    /** What {@link #parse} reads, for a message. */
    public static final String FORM = "two rates such as 100/s..20000/s, each " + Rate.FORM;

    private static final String DOTS = "..";

    /**
     * Reads two rates with two dots between them.
     *
     * @throws InvalidSettingException when {@code text} is not of the form that {@link #FORM} describes
     */
    public static RateRange parse(String text) {
        int dots = text.indexOf(DOTS);
        Rate from = dots < 0 ? null : Rate.parseOrNull(text.substring(0, dots));
        Rate to = dots < 0 ? null : Rate.parseOrNull(text.substring(dots + DOTS.length()));
        if (from == null || to == null) {
            throw new InvalidSettingException(List.of(new InvalidSetting("ramp", text, FORM)));
        }
        return new RateRange(from, to);
    }
}
