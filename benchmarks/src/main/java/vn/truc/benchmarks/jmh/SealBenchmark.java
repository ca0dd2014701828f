package vn.truc.benchmarks.jmh;

import java.nio.ByteBuffer;
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
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.Sealer;

/** Seals encoded headers of one sender; the time of one document. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class SealBenchmark {

    /** Documents that are sealed together: what a sender finds due at once under load. */
    static final int BATCH = 16;

    @Param
    public SealScheme scheme;

    @Param
    public ProviderChoice provider;

    @Param
    public Batching batching;

    private Sealer sealer;
    private List<ByteBuffer> headers;

    @Setup
    public void prepare() {
        ReferenceDocuments documents = new ReferenceDocuments();
        Map<String, List<ReferenceDocuments.Written>> bySender = documents.bySender(1, BATCH);
        KeyRing keys = documents.keys(bySender.keySet(), scheme);
        String sender = bySender.keySet().iterator().next();
        List<AgencyKey> own = keys.keysOf(sender).stream().map(provider::own).toList();
        sealer = new Sealer(own, batching, provider.provider());
        headers = bySender.values().iterator().next().stream()
                .map(ReferenceDocuments.Written::encodedHeader)
                .toList();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<List<Seal>> seal() {
        return sealer.seal(headers);
    }
}
