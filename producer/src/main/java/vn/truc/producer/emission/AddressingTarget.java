package vn.truc.producer.emission;

import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * How many of a group a document is for. Where the group has fewer, all of it; never the sender itself.
 *
 * @param group whom
 * @param min the fewest, 1 to {@value #COUNT_MAX}, or {@link #ALL}
 * @param max the most, from {@code min} to {@value #COUNT_MAX}, or {@link #ALL}; every count between is equally likely
 */
public record AddressingTarget(AddresseeGroup group, int min, int max) {

    /** Everyone in the group: a circular. */
    public static final int ALL = Integer.MAX_VALUE;

    /** The largest count that is not {@link #ALL}. */
    public static final int COUNT_MAX = 64;

    /** @throws InvalidSettingException when the counts are not allowed */
    public AddressingTarget {
        new Check()
                .that(
                        (min == ALL && max == ALL) || (min >= 1 && min <= max && max <= COUNT_MAX),
                        "count",
                        min + "-" + max,
                        "a count from 1 to " + COUNT_MAX + ", a range such as 1-4, or all")
                .done();
    }

    /** Everyone in the group. */
    public static AddressingTarget all(AddresseeGroup group) {
        return new AddressingTarget(group, ALL, ALL);
    }
}
