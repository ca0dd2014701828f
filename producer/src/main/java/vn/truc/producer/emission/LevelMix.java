package vn.truc.producer.emission;

import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * What the agencies of one level issue together.
 *
 * @param weight documents of this level, relative to the other levels
 * @param electronic share of the documents that are not classified which go electronically only
 * @param parallel share of the documents that are not classified which go electronically and on paper; what is left of
 *     1 goes on paper only
 * @param classified share of all documents that are state secrets: on paper only, and outside every share (Decision
 *     28/2018/QD-TTg). All shares are from 0 to 1 with at most four decimals
 */
public record LevelMix(int weight, double electronic, double parallel, double classified) {

    /** Shares are whole multiples of one in so many. */
    static final int SHARE_UNITS = 10_000;

    /** The largest weight of anything in a scenario. */
    static final int WEIGHT_MAX = 1_000_000;

    private static final String SHARE = "a share from 0 to 1 with at most four decimals";

    /** @throws InvalidSettingException when a weight or share is not allowed */
    public LevelMix {
        Check check = new Check()
                .that(weight >= 1 && weight <= WEIGHT_MAX, "weight", weight, "1 to " + WEIGHT_MAX)
                .that(isShare(electronic), "electronic", electronic, SHARE)
                .that(isShare(parallel), "parallel", parallel, SHARE)
                .that(isShare(classified), "classified", classified, SHARE);
        if (check.holds()) {
            check.that(
                    units(electronic) + units(parallel) <= SHARE_UNITS,
                    "parallel",
                    parallel,
                    "with electronic " + electronic + " at most 1");
        }
        check.done();
    }

    /** {@code {electronic, parallel, paper}} in {@link #SHARE_UNITS}. */
    int[] mediumUnits() {
        return new int[] {units(electronic), units(parallel), SHARE_UNITS - units(electronic) - units(parallel)};
    }

    /** {@code {not classified, classified}} in {@link #SHARE_UNITS}. */
    int[] classifiedUnits() {
        return new int[] {SHARE_UNITS - units(classified), units(classified)};
    }

    private static int units(double share) {
        return (int) Math.round(share * SHARE_UNITS);
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1 && Math.abs(share * SHARE_UNITS - units(share)) < 1e-6;
    }
}
