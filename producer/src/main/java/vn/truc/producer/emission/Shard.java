package vn.truc.producer.emission;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A part of a plan that one process issues: every {@code of}-th document.
 *
 * @param index which part, 1 to {@code of}
 * @param of how many parts there are, 1 to 1,000
 */
public record Shard(int index, int of) {

    /** The whole plan. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final int OF_MAX = 1_000;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
    private static final String FORM = "a part such as 2/4: from 1/1 to " + OF_MAX + "/" + OF_MAX;

    /** @throws InvalidSettingException when there is no such part */
    public Shard {
        new Check()
                .that(of >= 1 && of <= OF_MAX && index >= 1 && index <= of, "shard", index + "/" + of, FORM)
                .done();
    }

    /**
     * Reads {@code 2/4}.
     *
     * @throws InvalidSettingException when {@code text} does not name a part
     */
    public static Shard parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new InvalidSettingException(List.of(new InvalidSetting("shard", text, FORM)));
        }
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Whether document {@code n} belongs to this part. */
    public boolean contains(long n) {
        return n % of == index - 1;
    }

    /** The first document of this part; the next ones follow at steps of {@link #of}. */
    public long first() {
        return index - 1L;
    }

    /** How many of the first {@code documents} of a plan belong to this part. */
    public long count(long documents) {
        return documents / of + (documents % of >= index ? 1 : 0);
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
