package vn.truc.simulator.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was found to break a guarantee of the log. */
final class Findings {

    private final Map<LogGuarantee, List<String>> found = new EnumMap<>(LogGuarantee.class);

    Findings() {
        for (LogGuarantee guarantee : LogGuarantee.values()) {
            found.put(guarantee, new ArrayList<>());
        }
    }

    void add(LogGuarantee guarantee, String what) {
        List<String> broken = found.get(guarantee);
        if (broken != null) {
            broken.add(what);
        }
    }

    Map<LogGuarantee, List<String>> all() {
        return found;
    }

    /** Where a record stands, for a person. */
    static String place(ConsumerRecord<?, ?> record) {
        return place(record.topic(), record.partition(), record.offset());
    }

    static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }
}
