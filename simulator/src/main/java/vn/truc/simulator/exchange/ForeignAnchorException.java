package vn.truc.simulator.exchange;

/** The directory of the cluster belongs to another authority than the keys at hand. */
public final class ForeignAnchorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignAnchorException(String topic) {
        super("topic " + topic + " holds the trust anchor of another authority, so nobody would accept what these keys"
                + " seal; use the keys of that run with --keys DIR (truc keys init makes keys that stay), or another"
                + " --topic-prefix");
    }
}
