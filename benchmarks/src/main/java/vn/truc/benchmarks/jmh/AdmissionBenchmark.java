package vn.truc.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import vn.truc.router.routing.Admission;
import vn.truc.router.routing.Admitter;
import vn.truc.router.routing.DuplicateIndex;
import vn.truc.router.routing.RouteTable;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;

/**
 * The router's decisions about unsigned documents that it has not seen before: duplicate index, addressees, route; the
 * time of one document. Each invocation starts with an empty index.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class AdmissionBenchmark {

    private static final int DOCUMENTS = 10_000;

    /** About what one transaction of the router holds. */
    private static final int COMMIT_DOCUMENTS = 500;

    private final List<String> senders = new ArrayList<>();
    private final List<byte[]> envelopes = new ArrayList<>();
    private final List<Verification> verified = new ArrayList<>();
    private EnvelopeVerifier verifier;
    private Admitter admitter;

    @Setup
    public void prepare() {
        ReferenceDocuments documents = new ReferenceDocuments();
        Directory directory = documents.directory(null, CryptoProvider.best());
        verifier = new EnvelopeVerifier(
                directory,
                new VerificationPolicy(true, documents.bodyBytesMax()),
                new VerifiedTreeHeads(1),
                CryptoProvider.best());
        admitter = new Admitter(new RouteTable(directory));
        for (int n = 0; n < DOCUMENTS; n++) {
            ReferenceDocuments.Written document = documents.written(n);
            byte[] envelope = document.sealed(List.of());
            senders.add(document.sender());
            envelopes.add(envelope);
            verified.add(verifier.verify(envelope));
        }
    }

    /** Documents whose verification is done. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public void admitAndRoute(Blackhole decided) {
        DuplicateIndex index = new DuplicateIndex();
        for (int n = 0; n < DOCUMENTS; n++) {
            decided.consume(accepted(verified.get(n), n, index));
        }
    }

    /** The same, with the rows of the index that are written with each commit. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public void admitRouteAndWriteIndex(Blackhole decided) {
        DuplicateIndex index = new DuplicateIndex();
        for (int n = 0; n < DOCUMENTS; n++) {
            decided.consume(accepted(verified.get(n), n, index));
            if (n % COMMIT_DOCUMENTS == COMMIT_DOCUMENTS - 1) {
                index.drainChanges((key, value) -> {
                    decided.consume(key);
                    decided.consume(value);
                });
            }
        }
    }

    /** From the bytes of the outbox on. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public void verifyAdmitAndRoute(Blackhole decided) {
        DuplicateIndex index = new DuplicateIndex();
        for (int n = 0; n < DOCUMENTS; n++) {
            decided.consume(accepted(verifier.verify(envelopes.get(n)), n, index));
        }
    }

    private Admission.Accepted accepted(Verification verification, int n, DuplicateIndex index) {
        Admission admission = admitter.admit(verification, senders.get(n), index);
        if (admission instanceof Admission.Refused refused) {
            throw new IllegalStateException("a new document was refused: " + refused.detail());
        }
        return (Admission.Accepted) admission;
    }
}
