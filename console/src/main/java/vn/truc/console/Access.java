package vn.truc.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may look. On a loopback address whoever can open it may, but only under a loopback name: otherwise a page from
 * elsewhere could have its own name resolved to this machine and read along. On any other address a token is asked for,
 * once; then a cookie that only this process knows stands for it. Immutable.
 */
final class Access {

    /** A shorter token can be guessed. */
    static final int TOKEN_LENGTH_MIN = 16;

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    private static final String BEARER = "Bearer ";
    private static final int SESSION_BYTES = 32;

    private final @Nullable String token;
    private final String session;

    private Access(@Nullable String token) {
        this.token = token;
        byte[] random = new byte[SESSION_BYTES];
        new SecureRandom().nextBytes(random);
        session = HexFormat.of().formatHex(random);
    }

    /** For everybody on this machine. */
    static Access onThisMachine() {
        return new Access(null);
    }

    /**
     * For whoever has the token.
     *
     * @throws IllegalArgumentException when it is too short
     */
    static Access byToken(String token) {
        if (token.length() < TOKEN_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "a console token has at least " + TOKEN_LENGTH_MIN + " characters; openssl rand -hex 16 makes one");
        }
        return new Access(token);
    }

    /** Whether a request that names this host may be answered at all. */
    boolean knowsHost(@Nullable String host) {
        return token != null
                || (host != null
                        && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }

    /** Whether a request is let in; each of the three may be missing. */
    boolean lets(@Nullable String authorization, @Nullable String cookie, @Nullable String asked) {
        return token == null
                || equal(session, cookie)
                || grants(asked)
                || (authorization != null
                        && authorization.startsWith(BEARER)
                        && grants(authorization.substring(BEARER.length())));
    }

    /** Whether this is the token. */
    boolean grants(@Nullable String asked) {
        return token != null && equal(token, asked);
    }

    /** What a cookie says in place of the token. */
    String session() {
        return session;
    }

    /** Takes as long for a nearly right answer as for any. */
    private static boolean equal(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
