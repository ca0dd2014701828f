package vn.truc.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.scenario.Scenarios;

/** Documents of the scenario {@code reference} with the keys of some of its agencies. */
final class ReferenceDocuments {

    private static final long SEED = 1;
    private static final Duration CERTIFIED_FOR = Duration.ofDays(60);

    private final Scenario scenario = Scenarios.read("reference");
    private final Plan plan = new Plan(scenario, SEED);
    private final MessageDigest sha256 = CryptoProvider.best().sha256();

    /** A document as its sender wrote it, before it is sealed. */
    record Written(String sender, DispatchHeader header, ByteBuffer encodedHeader, ByteBuffer body) {

        byte[] sealed(List<Seal> seals) {
            return Wire.ENVELOPE.encode(new Envelope(encodedHeader, seals, body));
        }
    }

    /** Document {@code n}. */
    Written written(long n) {
        PlannedDocument planned = plan.document(n);
        byte[] body = plan.body(planned);
        DispatchHeader header = Dispatches.header(planned, sha256.digest(body));
        return new Written(
                planned.sender().code(), header, ByteBuffer.wrap(Wire.HEADER.encode(header)), ByteBuffer.wrap(body));
    }

    /** The first documents of the senders that issue first: {@code each} of every one of {@code senders}. */
    Map<String, List<Written>> bySender(int senders, int each) {
        Map<String, List<Written>> found = new LinkedHashMap<>();
        int missing = senders * each;
        for (long n = 0; missing > 0; n++) {
            String sender = scenario.topology().agency(plan.senderIndex(n)).code();
            List<Written> ofSender = found.get(sender);
            if (ofSender == null && found.size() < senders) {
                ofSender = new ArrayList<>();
                found.put(sender, ofSender);
            }
            if (ofSender != null && ofSender.size() < each) {
                ofSender.add(written(n));
                missing--;
            }
        }
        return found;
    }

    /** New keys for these agencies. */
    KeyRing keys(Iterable<String> senders, SealScheme scheme) {
        List<Agency> agencies = new ArrayList<>();
        for (String sender : senders) {
            agencies.add(scenario.topology().agencies().stream()
                    .filter(agency -> agency.code().equals(sender))
                    .findFirst()
                    .orElseThrow());
        }
        Instant start = scenario.clock().start();
        return KeyRing.generate(
                agencies,
                scenario.seal().roles(),
                scheme,
                start.minus(CERTIFIED_FOR),
                start.plus(CERTIFIED_FOR),
                new SecureRandom());
    }

    /** All agencies, with the certificates of those that have keys, ready for seals to be verified with a provider. */
    Directory directory(@Nullable KeyRing keys, CryptoProvider provider) {
        Directory directory = new Directory(keys == null ? null : keys.trustAnchor(), provider);
        for (Agency agency : scenario.topology().agencies()) {
            AgencyRecord row = keys == null
                    ? new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), List.of())
                    : keys.recordOf(agency);
            directory.applyRow(agency.code().getBytes(UTF_8), Wire.AGENCY.encode(row));
        }
        return directory;
    }

    /** What a verifier may be asked to take at most. */
    int bodyBytesMax() {
        return scenario.limits().bodyBytes();
    }

    /** Seals documents of one sender together and encodes their envelopes. */
    static List<byte[]> envelopes(List<Written> documents, Sealer sealer) {
        List<List<Seal>> seals =
                sealer.seal(documents.stream().map(Written::encodedHeader).toList());
        List<byte[]> envelopes = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            envelopes.add(documents.get(i).sealed(Objects.requireNonNull(seals.get(i))));
        }
        return envelopes;
    }
}
