package vn.truc.simulator.strangers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Traceparent;
import vn.truc.producer.keys.KeyRing;
import vn.truc.router.routing.CorruptIndexException;
import vn.truc.router.routing.DuplicateIndex;
import vn.truc.schemas.agency.AgencyCode;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AuditReport;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DeliveryCounts;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.GuaranteeFinding;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.scenario.Scenarios;

/**
 * Whatever stands on a topic, a decoder gives a record or says that there is none: nothing else is thrown, no more memory
 * is taken than a few times what the bytes hold, and no changed envelope passes for genuine.
 *
 * <p>{@code -Dtruc.fuzz.mutations=1000000} tries ten times as many; {@code -Dtruc.fuzz.seed=N} begins elsewhere.
 */
class DecoderFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("truc.fuzz.mutations", 100_000);
    private static final long SEED = Long.getLong("truc.fuzz.seed", 1);
    /** A list of the longest allowed length is allocated before its entries are read: half a mebibyte, twice in a record. */
    private static final long ALLOCATED_MAX = 4L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<Class<?>> TALKATIVE = List.of(Directory.class, TrustAnchor.class);

    private final Map<String, byte[]> genuine = new LinkedHashMap<>();
    private final Map<String, Decoding> decoders = new LinkedHashMap<>();

    /** Takes bytes in; may throw that they are unreadable. */
    private interface Decoding {
        void decode(byte[] bytes) throws UnreadableRecordException;
    }

    @BeforeAll
    static void quieten() {
        TALKATIVE.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(Level.OFF));
    }

    @AfterAll
    static void speakAgain() {
        TALKATIVE.forEach(type -> ((Logger) LoggerFactory.getLogger(type)).setLevel(null));
    }

    @Test
    void everyDecoderAnswersWhateverItIsGiven() {
        collect();
        List<byte[]> all = List.copyOf(genuine.values());
        int each = MUTATIONS / decoders.size();
        decoders.forEach((name, decoder) -> {
            Mutations mutations = new Mutations(SEED + name.hashCode());
            byte[] from = genuine.getOrDefault(name, all.get(0));
            for (int i = 0; i < each; i++) {
                decode(name, decoder, mutations.of(from, all.get(i % all.size())));
            }
        });
    }

    private static void decode(String name, Decoding decoder, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            decoder.decode(bytes);
        } catch (UnreadableRecordException | CorruptIndexException said) {
            // which is an answer
        } catch (RuntimeException | Error e) {
            fail("%s of %s: %s".formatted(name, HexFormat.of().formatHex(bytes), e), e);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as(
                        "bytes allocated by %s for %d bytes: %s",
                        name, bytes.length, HexFormat.of().formatHex(bytes))
                .isLessThan(ALLOCATED_MAX);
    }

    private void collect() {
        Plan plan = new Plan(Scenarios.read("smoke").withDocuments(200), 3);
        KeyRing keys = KeyRing.forPlan(plan, SealScheme.ED25519, new SecureRandom());
        PlannedDocument document = plan.document(0);
        for (long n = 1; !document.isElectronic(); n++) {
            document = plan.document(n);
        }
        byte[] envelope = sealed(plan, keys, document);
        add("envelope", envelope, Wire.ENVELOPE::decode);
        add("header", header(envelope), Wire.HEADER::decode);
        add(
                "register entry",
                Wire.REGISTER_ENTRY.encode(Dispatches.registerEntry(document)),
                Wire.REGISTER_ENTRY::decode);
        add("receipt", receipt(document), Wire.RECEIPT::decode);
        add("dead letter", letter(document, envelope), Wire.DEAD_LETTER::decode);
        byte[] row = Wire.AGENCY.encode(keys.recordOf(document.sender()));
        add("agency", row, Wire.AGENCY::decode);
        add("anchor", Wire.TRUST_ANCHOR.encode(keys.trustAnchorRecord()), Wire.TRUST_ANCHOR::decode);
        add(
                "seen numbers",
                Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.allocate(64))),
                Wire.SEEN_NUMBERS::decode);
        add("share", share(document), Wire.SHARE_REPORT::decode);
        add("audit", audit(), Wire.AUDIT_REPORT::decode);

        Directory directory = new Directory(keys.trustAnchor());
        byte[] code = document.sender().code().getBytes(UTF_8);
        directory.applyRow(code, row);
        EnvelopeVerifier verifier = verifier(plan, directory);
        add("verifier", envelope, bytes -> refuses(verifier, bytes, envelope));
        add("directory's row", row, bytes -> new Directory(keys.trustAnchor()).applyRow(code, bytes));
        add("directory's certificate", row, bytes -> {
            Directory read = new Directory(keys.trustAnchor());
            read.applyRow(code, bytes);
            var entry = read.find(new String(code, UTF_8));
            if (entry != null) {
                entry.certificate("no such id");
            }
        });
        add("directory's anchor", genuine.get("anchor"), bytes -> new Directory(null)
                .applyRow(Directory.TRUST_ANCHOR_KEY.getBytes(UTF_8), bytes));
        add("index", genuine.get("seen numbers"), bytes -> new DuplicateIndex()
                .restore("N|H51|18000|3|UBND".getBytes(UTF_8), bytes));
        add("index's key", "N|H51|18000|3|UBND".getBytes(UTF_8), bytes -> new DuplicateIndex()
                .restore(bytes, genuine.get("seen numbers")));
        add("document id", document.id().getBytes(UTF_8), bytes -> DocumentId.parse(new String(bytes, UTF_8)));
        add("agency code", code, bytes -> AgencyCode.isWellFormed(new String(bytes, ISO_8859_1)));
        add("number header", RecordHeaders.ofLong(7), bytes -> RecordHeaders.toLong(bytes, -1));
        add("trace", Traceparent.of(1, 2), bytes -> Traceparent.documentOf(bytes, 1));
    }

    private void add(String name, byte[] from, Decoding decoder) {
        genuine.put(name, from);
        decoders.put(name, decoder);
    }

    private static void refuses(EnvelopeVerifier verifier, byte[] bytes, byte[] genuine)
            throws UnreadableRecordException {
        if (verifier.verify(bytes) instanceof Verification.Genuine) {
            // the same document in another spelling of Avro's: what was sealed is what is delivered
            Envelope found = Wire.ENVELOPE.decode(bytes);
            Envelope sealed = Wire.ENVELOPE.decode(genuine);
            assertThat(found.getHeader()).isEqualTo(sealed.getHeader());
            assertThat(found.getBody()).isEqualTo(sealed.getBody());
            assertThat(found.getSeals()).isEqualTo(sealed.getSeals());
        }
    }

    private static EnvelopeVerifier verifier(Plan plan, Directory directory) {
        return new EnvelopeVerifier(
                directory,
                new VerificationPolicy(false, plan.scenario().limits().bodyBytes()),
                new VerifiedTreeHeads(64),
                CryptoProvider.best());
    }

    private static byte[] sealed(Plan plan, KeyRing keys, PlannedDocument document) {
        byte[] body = plan.body(document);
        ByteBuffer header = ByteBuffer.wrap(Wire.HEADER.encode(
                Dispatches.header(document, CryptoProvider.best().sha256().digest(body))));
        Sealer sealer = new Sealer(
                keys.keysOf(document.sender().code()), plan.scenario().seal().batching(), CryptoProvider.best());
        return Wire.ENVELOPE.encode(new Envelope(
                header,
                sealer.seal(List.of(ByteBuffer.wrap(new byte[] {1}), header, ByteBuffer.wrap(new byte[] {2})))
                        .get(1),
                ByteBuffer.wrap(body)));
    }

    private static byte[] header(byte[] envelope) {
        ByteBuffer header = Decoded.of(Wire.ENVELOPE, envelope).getHeader();
        byte[] bytes = new byte[header.remaining()];
        header.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] receipt(PlannedDocument document) {
        return Wire.RECEIPT.encode(new Receipt(
                document.id(),
                document.sender().code(),
                document.addressees().get(0),
                document.medium(),
                document.priority(),
                true,
                document.issuedAtMillis(),
                1L));
    }

    private static byte[] letter(PlannedDocument document, byte[] envelope) {
        return Wire.DEAD_LETTER.encode(DeadLetter.newBuilder()
                .setReason(RefusalReason.INVALID_SEAL)
                .setDetail("for a person")
                .setRefusedBy(Role.ROUTER)
                .setScope(RefusalScope.DOCUMENT)
                .setDocumentId(document.id())
                .setSender(document.sender().code())
                .setAddressee(null)
                .setMedium(document.medium())
                .setIssuedAt(document.issuedAtMillis())
                .setTopic("truc.outbox")
                .setPartition(1)
                .setOffset(2)
                .setOriginalKey(null)
                .setOriginal(ByteBuffer.wrap(envelope))
                .build());
    }

    private static byte[] share(PlannedDocument document) {
        return Wire.SHARE_REPORT.encode(new ShareReport(
                document.sender().code(),
                AdministrativeLevel.COMMUNE,
                null,
                null,
                new DocumentCounts(1L, 2L, 3L, 4L),
                new DeliveryCounts(5L, 6L)));
    }

    private static byte[] audit() {
        return Wire.AUDIT_REPORT.encode(new AuditReport(
                1L, 2L, new DocumentCounts(1L, 2L, 3L, 4L), List.of(new GuaranteeFinding("noneMisrouted", 0L))));
    }
}
