package vn.truc.schemas.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The committed versions of the records' schemas, each with its fingerprint in {@code fingerprints.tsv}. */
final class PublishedSchemas {

    private static final String DIRECTORY = "versions/";
    private static final String LIST = DIRECTORY + "fingerprints.tsv";

    private PublishedSchemas() {}

    /** All versions of a record, oldest first. */
    static List<Schema> versionsOf(String record) {
        List<Schema> versions = new ArrayList<>();
        try (BufferedReader list = new BufferedReader(new InputStreamReader(open(LIST), StandardCharsets.UTF_8))) {
            for (String line = list.readLine(); line != null; line = list.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts[0].equals(record)) {
                    versions.add(read(record, parts[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's list of schema versions cannot be read", e);
        }
        return versions;
    }

    private static Schema read(String record, String version) throws IOException {
        try (InputStream file = open(DIRECTORY + record + ".v" + version + ".avsc")) {
            return new Schema.Parser().parse(file);
        }
    }

    private static InputStream open(String name) {
        InputStream file = PublishedSchemas.class.getResourceAsStream(name);
        if (file == null) {
            throw new IllegalStateException("the program lacks its resource " + name);
        }
        return file;
    }
}
