package vn.truc.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;

/**
 * Verifies whole envelopes of 1 KiB: form, sender, seal, body; the time of one document. Each tree costs one signature, as
 * it does where a tree is met for the first time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class VerifyBenchmark {

    private static final int SENDERS = 4;
    private static final int BATCHES_OF_SENDER = 4;
    private static final int BATCH = SealBenchmark.BATCH;

    /** So few that a tree's head is pushed out before its turn comes again. */
    private static final int TREE_HEADS = 2;

    @Param
    public SealScheme scheme;

    @Param
    public ProviderChoice provider;

    @Param
    public Batching batching;

    private final List<List<byte[]>> batches = new ArrayList<>();
    private EnvelopeVerifier verifier;
    private int next;

    @Setup
    public void prepare() {
        ReferenceDocuments documents = new ReferenceDocuments();
        Map<String, List<ReferenceDocuments.Written>> bySender = documents.bySender(SENDERS, BATCHES_OF_SENDER * BATCH);
        KeyRing keys = documents.keys(bySender.keySet(), scheme);
        bySender.forEach((sender, ofSender) -> {
            Sealer sealer =
                    new Sealer(keys.keysOf(sender).stream().map(provider::own).toList(), batching, provider.provider());
            for (int from = 0; from < ofSender.size(); from += BATCH) {
                batches.add(ReferenceDocuments.envelopes(ofSender.subList(from, from + BATCH), sealer));
            }
        });
        verifier = new EnvelopeVerifier(
                documents.directory(keys, provider.provider()),
                new VerificationPolicy(false, documents.bodyBytesMax()),
                new VerifiedTreeHeads(TREE_HEADS),
                provider.provider());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void verify(Blackhole found) {
        for (byte[] envelope : batches.get(next++ % batches.size())) {
            Verification verification = verifier.verify(envelope);
            if (verification instanceof Verification.Refused refused) {
                throw new IllegalStateException("a genuine document was refused: " + refused.detail());
            }
            found.consume(verification);
        }
    }
}
