package vn.truc.schemas.agency;

/**
 * The identifying code of an agency: up to 35 characters of {@code 0-9 A-Z .}, largest unit first, as in
 * {@code H51}, {@code H51.21}, {@code H51.21.3}; ministries are {@code G01} to {@code G22}.
 *
 * <p>A code's shape says nothing about the agency's level; the directory does.
 *
 * @param value the code, well-formed
 * @see <a href="https://vanban.chinhphu.vn/default.aspx?pageid=27160&amp;docid=200465">Decision 20/2020/QD-TTg</a>
 */
public record AgencyCode(String value) implements Comparable<AgencyCode> {

    /** The longest code that the decision allows. */
    public static final int LENGTH_MAX = 35;

    /** @throws IllegalArgumentException when {@code value} is not a well-formed code */
    public AgencyCode {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("'" + value + "' is not an agency code: up to " + LENGTH_MAX
                    + " characters of 0-9 A-Z and single dots between them, such as H51.21.3");
        }
    }

    /** Whether {@code value} could stand in an {@code AgencyCode}. */
    public static boolean isWellFormed(String value) {
        boolean partBegun = false;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean inPart = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (!inPart && !(c == '.' && partBegun)) {
                return false;
            }
            partBegun = inPart;
        }
        return partBegun && value.length() <= LENGTH_MAX;
    }

    @Override
    public int compareTo(AgencyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
