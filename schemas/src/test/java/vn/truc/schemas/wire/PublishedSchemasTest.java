package vn.truc.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.AuditReport;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.avro.TrustAnchorRecord;

class PublishedSchemasTest {

    private static final Path VERSIONS = Path.of("src/main/resources/vn/truc/schemas/wire/versions");

    @BeforeAll
    static void limitWhatAvroReads() {
        // as in every process of the exchange: before schemas are used without it
        assertThat(Wire.HEADER.fingerprint()).isNotZero();
    }

    static Stream<Schema> current() {
        return Stream.of(
                AgencyRecord.getClassSchema(),
                AuditReport.getClassSchema(),
                DeadLetter.getClassSchema(),
                DispatchHeader.getClassSchema(),
                Envelope.getClassSchema(),
                Receipt.getClassSchema(),
                RegisterEntry.getClassSchema(),
                SeenNumbers.getClassSchema(),
                ShareReport.getClassSchema(),
                TrustAnchorRecord.getClassSchema());
    }

    @Test
    void everyRecordThatIsWrittenToATopicIsHeldHere() {
        assertThat(Wire.class.getFields())
                .filteredOn(field -> field.getType() == SingleObjectCodec.class)
                .hasSize((int) current().count());
    }

    @ParameterizedTest
    @MethodSource("current")
    void aSchemaThatChangesNeedsANewVersion(Schema schema) {
        List<Long> published = PublishedSchemas.versionsOf(schema.getName()).stream()
                .map(SchemaNormalization::parsingFingerprint64)
                .toList();
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        int next = published.size() + 1;

        assertThat(published)
                .as(
                        "%s has changed: add %s/%s.v%d.avsc with%n%s%nand this line to fingerprints.tsv:%n%s\t%d\t%016x",
                        schema.getName(), VERSIONS, schema.getName(), next, schema, schema.getName(), next, fingerprint)
                .contains(fingerprint);
    }

    @ParameterizedTest
    @MethodSource("current")
    void everyPublishedVersionCanStillBeRead(Schema schema) {
        assertThat(PublishedSchemas.versionsOf(schema.getName())).isNotEmpty().allSatisfy(version -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(schema, version)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @Test
    void committedFingerprintsAreThoseOfTheirFilesAndNoFileIsUnlisted() throws IOException {
        List<String> listed = Files.readAllLines(VERSIONS.resolve("fingerprints.tsv"));
        for (String line : listed) {
            String[] parts = line.split("\t", -1);
            Schema schema =
                    new Schema.Parser().parse(Files.readString(VERSIONS.resolve(parts[0] + ".v" + parts[1] + ".avsc")));
            assertThat(String.format("%016x", SchemaNormalization.parsingFingerprint64(schema)))
                    .as(line)
                    .isEqualTo(parts[2]);
        }
        try (Stream<Path> files = Files.list(VERSIONS)) {
            assertThat(files).hasSize(listed.size() + 1);
        }
    }

    @Test
    void theEncodingBeginsWithMarkerAndFingerprintInLittleEndianOrder() throws Exception {
        byte[] encoded = Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.wrap(new byte[] {5})));
        long fingerprint = Wire.SEEN_NUMBERS.fingerprint();

        assertThat(encoded).hasSize(12).startsWith((byte) 0xC3, (byte) 1, (byte) fingerprint);
        assertThat(encoded[9]).isEqualTo((byte) (fingerprint >>> 56));
        assertThat(Wire.SEEN_NUMBERS.decode(encoded).getBits().get()).isEqualTo((byte) 5);
    }
}
