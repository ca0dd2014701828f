package vn.truc.consumer.share;

/** Whether an event enters the counts of a window. Every event enters the cumulative counts. */
public enum Placement {
    /** It belongs to a window that is still open. */
    IN_TIME,
    /** Its window had closed, grace included. */
    LATE,
    /** Its date is a claim that is too far ahead of every date that can be believed. */
    UNDATED
}
