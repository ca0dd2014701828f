package vn.truc.producer.keys;

/** Keys could not be written or read; the message names the file and what to do. */
public final class KeyFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyFilesException(String message) {
        super(message);
    }

    KeyFilesException(String message, Throwable cause) {
        super(message, cause);
    }
}
