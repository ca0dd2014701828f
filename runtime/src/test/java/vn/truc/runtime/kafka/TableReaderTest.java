package vn.truc.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TableReaderTest {

    private static final TopicPartition ONE = new TopicPartition("table", 0);
    private static final TopicPartition TWO = new TopicPartition("table", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<String, String> table = new TreeMap<>();
    private final TableReader reader = new TableReader("table", consumer, (key, value) -> {
        if (value == null) {
            table.remove(text(key));
        } else {
            table.put(text(key), text(value));
        }
    });

    TableReaderTest() {
        Node[] nobody = new Node[0];
        consumer.updatePartitions(
                "table",
                List.of(
                        new PartitionInfo("table", 0, Node.noNode(), nobody, nobody),
                        new PartitionInfo("table", 1, Node.noNode(), nobody, nobody)));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
        consumer.updateEndOffsets(Map.of(ONE, 0L, TWO, 0L));
        reader.doWork();
    }

    @Test
    void rowsOfAllPartitionsAreHandedOverAndEmptyOnesRemoveWhatWasThere() {
        write(ONE, 0, "a", "1");
        write(TWO, 0, "b", "2");
        reader.doWork();
        write(ONE, 1, "a", null);
        write(TWO, 1, "b", "3");
        reader.doWork();

        assertThat(table).containsExactly(Map.entry("b", "3"));
    }

    @Test
    void catchingUpReadsAsFarAsTheTopicReachedWhenAsked() {
        // given a reader that takes one row at a time
        consumer.setMaxPollRecords(1);
        for (int i = 0; i < 5; i++) {
            write(ONE, i, "k" + i, "v");
        }
        write(TWO, 0, "z", "v");
        consumer.updateEndOffsets(Map.of(ONE, 5L, TWO, 1L));

        // when
        reader.catchUp();

        // then
        assertThat(table).hasSize(6);
    }

    @Test
    void whatWasHandedOverAlreadyIsFoundOutWithoutTheReadersOwnClient() {
        MockConsumer<byte[], byte[]> ends = new MockConsumer<>("earliest");
        ends.updateEndOffsets(Map.of(ONE, 1L, TWO, 0L));
        TableReader asked = new TableReader("table", consumer, ends, (key, value) -> table.put(text(key), text(value)));
        asked.doWork();
        write(ONE, 0, "a", "1");
        asked.doWork();

        // a closed client answers nothing
        consumer.close();
        asked.catchUp();

        assertThat(table).containsExactly(Map.entry("a", "1"));
    }

    private void write(TopicPartition partition, long offset, String key, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, bytes(key), value == null ? null : bytes(value)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
