package vn.truc.schemas.seal;

/** How many documents one signature covers. */
public enum Batching {
    /** One signature for each document. */
    EACH,
    /** One signature over the root of a tree of documents; each document carries its inclusion proof. */
    MERKLE;

    /** As options and reports write it. */
    public String label() {
        return this == EACH ? "each" : "merkle";
    }
}
