package vn.truc.simulator.report;

/** A file that should be a report is none that this program can read; the message says why and what to do. */
public final class InvalidReportException extends IllegalArgumentException {

    InvalidReportException(String message) {
        super(message);
    }
}
