package vn.truc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void atADoorThatIsClosedNobodyIsWaitedFor() {
        Door door = new Door(new ConsoleOptions(InetAddress.getLoopbackAddress(), 0, null));
        door.close();

        assertThat(door.awaitVisitor()).isFalse();
    }
}
