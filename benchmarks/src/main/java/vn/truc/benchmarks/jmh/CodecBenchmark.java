package vn.truc.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Writes and reads what travels: header, envelope with a body of 1 KiB and one seal of a tree, receipt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class CodecBenchmark {

    private DispatchHeader header;
    private Envelope envelope;
    private Receipt receipt;
    private byte[] encodedHeader;
    private byte[] encodedEnvelope;
    private byte[] encodedReceipt;

    @Setup
    public void prepare() throws UnreadableRecordException {
        ReferenceDocuments documents = new ReferenceDocuments();
        var bySender = documents.bySender(1, SealBenchmark.BATCH);
        String sender = bySender.keySet().iterator().next();
        var keys = documents.keys(List.of(sender), SealScheme.ED25519);
        Sealer sealer = new Sealer(keys.keysOf(sender), Batching.MERKLE, CryptoProvider.best());
        var written = bySender.values().iterator().next();

        encodedEnvelope = ReferenceDocuments.envelopes(written, sealer).get(0);
        envelope = Wire.ENVELOPE.decode(encodedEnvelope);
        header = written.get(0).header();
        encodedHeader = Wire.HEADER.encode(header);
        receipt = new Receipt(
                header.getDocumentId(),
                header.getSender(),
                header.getAddressees().get(0),
                header.getMedium(),
                header.getPriority(),
                true,
                header.getIssuedAt(),
                header.getIssuedAt() * 1_000);
        encodedReceipt = Wire.RECEIPT.encode(receipt);
    }

    @Benchmark
    public byte[] encodeHeader() {
        return Wire.HEADER.encode(header);
    }

    @Benchmark
    public DispatchHeader decodeHeader() throws UnreadableRecordException {
        return Wire.HEADER.decode(encodedHeader);
    }

    @Benchmark
    public byte[] encodeEnvelope() {
        return Wire.ENVELOPE.encode(envelope);
    }

    @Benchmark
    public Envelope decodeEnvelope() throws UnreadableRecordException {
        return Wire.ENVELOPE.decode(encodedEnvelope);
    }

    @Benchmark
    public byte[] encodeReceipt() {
        return Wire.RECEIPT.encode(receipt);
    }

    @Benchmark
    public Receipt decodeReceipt() throws UnreadableRecordException {
        return Wire.RECEIPT.decode(encodedReceipt);
    }
}
