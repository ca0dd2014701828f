package vn.truc.runtime.metrics;

import io.prometheus.metrics.tracer.common.SpanContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The trace of the document that a thread measures, for exemplars: a measurement that is kept as an example names it.
 * Setting it costs no allocation; it is read only for the few measurements that are kept. Thread-safe.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, traceparent</a>
 */
public final class CurrentTrace implements SpanContext {

    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int TRACE_ID_END = 35;
    private static final int SPAN_ID = 36;
    private static final int SPAN_ID_END = 52;

    private static final ThreadLocal<Holder> CURRENT = ThreadLocal.withInitial(Holder::new);

    private static final class Holder {
        private byte @Nullable [] traceparent;
    }

    /**
     * What this thread measures from now on belongs to this trace.
     *
     * @param traceparent version 00 of the header, or null for none; bytes of another form are none
     */
    public static void set(byte @Nullable [] traceparent) {
        CURRENT.get().traceparent = traceparent;
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        return part(TRACE_ID, TRACE_ID_END);
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        return part(SPAN_ID, SPAN_ID_END);
    }

    /** Whatever is measured may become an example. */
    @Override
    public boolean isCurrentSpanSampled() {
        return true;
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        // nothing records spans here
    }

    private static @Nullable String part(int from, int to) {
        byte[] text = CURRENT.get().traceparent;
        if (text == null || text.length != LENGTH) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (Character.digit(text[i], 16) < 0) {
                return null;
            }
        }
        return new String(text, from, to - from, StandardCharsets.US_ASCII);
    }
}
