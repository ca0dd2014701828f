package vn.truc.simulator.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.audit.TopicScan;

/**
 * Writes what proves that a document is its sender's into files, so that others can confirm it with tools of their own;
 * {@code docs/EVIDENCE.md} shows how. Nothing is judged here: a forged document gets evidence that does not hold.
 */
public final class Evidence {

    private static final int NODE_BYTES = 32;

    private final KafkaSettings kafka;
    private final TopicNames topics;

    public Evidence(KafkaSettings kafka, TopicNames topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Exports the first record of the outbox with this id.
     *
     * @return what was written, for a person
     * @throws IllegalArgumentException when there is none
     */
    public List<String> export(String documentId, Path directory) {
        List<Found> found = new ArrayList<>();
        try (TopicScan outbox = new TopicScan(kafka, topics.name(Topic.OUTBOX))) {
            outbox.readTo(outbox.ends(), record -> {
                Found of = read(record, documentId);
                return of == null ? () -> {} : () -> found.add(of);
            });
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("--document: " + topics.name(Topic.OUTBOX) + " holds no document "
                    + documentId + "; an id looks like H51.10,2021/06/30,1234/UBND-VX");
        }
        try {
            return write(found.get(0), directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write evidence to " + directory + ": " + e.getMessage(), e);
        }
    }

    private record Found(String place, Envelope envelope, DispatchHeader header) {}

    private static @Nullable Found read(ConsumerRecord<byte[], byte[]> record, String documentId) {
        try {
            Envelope envelope = Wire.ENVELOPE.decode(record.value() == null ? new byte[0] : record.value());
            DispatchHeader header = Wire.HEADER.decode(envelope.getHeader());
            return header.getDocumentId().equals(documentId)
                    ? new Found(Findings.place(record), envelope, header)
                    : null;
        } catch (UnreadableRecordException isNoDocument) {
            return null;
        }
    }

    private List<String> write(Found found, Path directory) throws IOException {
        Map<String, CertificateRecord> certificates = new HashMap<>();
        Files.createDirectories(directory);
        try (TopicScan rows = new TopicScan(kafka, topics.name(Topic.DIRECTORY))) {
            rows.readTo(rows.ends(), row -> () -> note(row, found.header().getSender(), certificates, directory));
        }
        Files.write(directory.resolve("header.bin"), bytes(found.envelope().getHeader()));
        Files.write(directory.resolve("body.bin"), bytes(found.envelope().getBody()));
        List<String> written = new ArrayList<>();
        written.add(found.header().getDocumentId() + " of " + found.header().getSender() + ", at " + found.place());
        for (Seal seal : found.envelope().getSeals()) {
            String role = seal.getRole().name().toLowerCase(Locale.ROOT);
            CertificateRecord certificate = certificates.get(seal.getCertificateId());
            if (certificate == null) {
                written.add(
                        role + ": the directory lists no certificate " + seal.getCertificateId() + " of the sender");
                continue;
            }
            Path of = Files.createDirectories(directory.resolve(role));
            Files.writeString(of.resolve("certificate.pem"), pem(bytes(certificate.getDer())));
            Files.write(of.resolve("signature.bin"), bytes(seal.getSignature()));
            Files.writeString(of.resolve("proof.txt"), proof(seal.getProof()));
            Files.writeString(of.resolve("issued-at.txt"), found.header().getIssuedAt() / 1_000 + "\n");
            written.add(role + ": " + seal.getScheme() + ", certificate " + seal.getCertificateId() + ", issued "
                    + Instant.ofEpochMilli(found.header().getIssuedAt())
                    + (certificate.getRevokedAt() == null
                            ? ""
                            : ", revoked " + Instant.ofEpochMilli(certificate.getRevokedAt())));
        }
        written.add("evidence in " + directory + "; docs/EVIDENCE.md shows how to confirm it");
        return written;
    }

    private static void note(
            ConsumerRecord<byte[], byte[]> row,
            String sender,
            Map<String, CertificateRecord> certificates,
            Path directory) {
        if (row.value() == null) {
            return;
        }
        String key = new String(row.key(), StandardCharsets.UTF_8);
        try {
            if (key.equals(Directory.TRUST_ANCHOR_KEY)) {
                byte[] der = bytes(Wire.TRUST_ANCHOR.decode(row.value()).getDer());
                Files.writeString(directory.resolve("trust-anchor.pem"), pem(der));
            } else if (key.equals(sender)) {
                AgencyRecord agency = Wire.AGENCY.decode(row.value());
                agency.getCertificates()
                        .forEach(certificate -> certificates.put(certificate.getCertificateId(), certificate));
            }
        } catch (UnreadableRecordException isNoRow) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write evidence to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The place of the leaf and the size of the tree, then each node; nothing where the document itself was signed. */
    private static String proof(@Nullable InclusionProof proof) {
        if (proof == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(proof.getLeafIndex() + " " + proof.getTreeSize() + "\n");
        byte[] path = bytes(proof.getPath());
        for (int at = 0; at < path.length; at += NODE_BYTES) {
            text.append(HexFormat.of().formatHex(path, at, Math.min(at + NODE_BYTES, path.length)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String pem(byte[] der) {
        try {
            return Certificates.pemOf(Certificates.read(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate of the directory cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
