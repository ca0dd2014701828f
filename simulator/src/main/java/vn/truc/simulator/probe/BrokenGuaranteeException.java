package vn.truc.simulator.probe;

import vn.truc.simulator.audit.AuditResult;

/** A probe broke a guarantee: no figure of it, or of those before, can be trusted. */
public final class BrokenGuaranteeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AuditResult audited;
    private final long ratePerSecond;

    BrokenGuaranteeException(long ratePerSecond, AuditResult audited) {
        super("a guarantee broke at " + ratePerSecond + " documents a second");
        this.ratePerSecond = ratePerSecond;
        this.audited = audited;
    }

    /** What the audit of the probe found. */
    public AuditResult audited() {
        return audited;
    }

    /** The load under which it broke, documents a second. */
    public long ratePerSecond() {
        return ratePerSecond;
    }
}
