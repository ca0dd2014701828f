package vn.truc.router.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.directory.DirectoryEntry;
import vn.truc.schemas.wire.Wire;

class RouteTableTest {

    private final Directory directory = new Directory(null);
    private final RouteTable table = new RouteTable(directory);

    RouteTableTest() {
        agency("G12", AdministrativeLevel.CENTRAL, null);
        agency("H51", AdministrativeLevel.PROVINCIAL, null);
        agency("H51.21", AdministrativeLevel.DISTRICT, "H51");
        agency("H51.21.1", AdministrativeLevel.COMMUNE, "H51.21");
        agency("H51.21.2", AdministrativeLevel.COMMUNE, "H51.21");
        agency("H51.22", AdministrativeLevel.DISTRICT, "H51");
        agency("H51.22.1", AdministrativeLevel.COMMUNE, "H51.22");
    }

    @Test
    void aCopyGoesUpToTheLowestHubThatBothShareAndDownAgain() {
        assertThat(hops("H51.21.1", "H51.21.2")).isEqualTo("H51.21");
        assertThat(hops("H51.21.1", "H51.21")).isEqualTo("H51.21");
        assertThat(hops("H51.21.1", "H51.22.1")).isEqualTo("H51.21>H51>H51.22");
        assertThat(hops("H51.21.1", "G12")).isEqualTo("H51.21>H51>VN");
        assertThat(hops("G12", "H51.22.1")).isEqualTo("VN>H51>H51.22");
    }

    @Test
    void sendersBelowTheSameHubShareTheirRoutes() {
        Route one = route("H51.21.1", "G12");

        assertThat(route("H51.21.2", "G12")).isSameAs(one);
        assertThat(route("H51.21", "G12")).isSameAs(one);
        assertThat(route("H51.22.1", "G12")).isNotSameAs(one);
    }

    @Test
    void routesFollowTheDirectory() {
        assertThat(hops("H51.21.1", "H51.22.1")).isEqualTo("H51.21>H51>H51.22");

        agency("H51.21.1", AdministrativeLevel.COMMUNE, "H51.22");

        assertThat(hops("H51.21.1", "H51.22.1")).isEqualTo("H51.22");
    }

    private String hops(String sender, String addressee) {
        return new String(route(sender, addressee).hops(), StandardCharsets.UTF_8);
    }

    private Route route(String sender, String addressee) {
        DirectoryEntry entry = directory.find(sender);
        assertThat(entry).isNotNull();
        Route route = table.find(entry, addressee);
        assertThat(route).isNotNull();
        return route;
    }

    private void agency(String code, AdministrativeLevel level, String parent) {
        directory.applyRow(
                code.getBytes(StandardCharsets.UTF_8),
                Wire.AGENCY.encode(new AgencyRecord(code, level, parent, code, List.of())));
    }
}
