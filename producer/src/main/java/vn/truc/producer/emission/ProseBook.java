package vn.truc.producer.emission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words and sentences by section: a line {@code [name]} opens one, every line that follows is an entry of it. */
final class ProseBook {

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private ProseBook(String text) {
        List<String> section = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.add(line);
            }
        }
    }

    /** The book that stands beside this class. */
    static ProseBook load(String resource) {
        try (InputStream bytes = ProseBook.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the program lacks its prose " + resource);
            }
            return new ProseBook(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's prose " + resource + " cannot be read", e);
        }
    }

    /** The entries of a section; at least one. */
    List<String> lines(String section) {
        List<String> lines = sections.get(section);
        if (lines == null || lines.isEmpty()) {
            throw new IllegalStateException("the program's prose has no section [" + section + "]");
        }
        return lines;
    }
}
