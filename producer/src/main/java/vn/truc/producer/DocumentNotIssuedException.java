package vn.truc.producer;

/** The cluster took a document neither at once nor after all tries, so that issuing ends; the cause is what it said. */
public final class DocumentNotIssuedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param what was to be written, for a person
     * @param cause what the cluster said
     */
    DocumentNotIssuedException(String what, Exception cause) {
        super(
                what
                        + " was not written, and issuing ends here. Once the cluster is well (its log says what was wrong),"
                        + " start the same producer again: what was written before is refused as a duplicate and counts"
                        + " once. The cluster said: " + cause,
                cause);
    }
}
