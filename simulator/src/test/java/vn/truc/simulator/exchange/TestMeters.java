package vn.truc.simulator.exchange;

import vn.truc.runtime.metrics.Meters;

/** Meters that nobody reads. */
public final class TestMeters {

    private TestMeters() {}

    /** New ones. */
    public static Meters unread() {
        return TestExchange.meters();
    }
}
