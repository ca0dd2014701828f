package vn.truc.console.feed;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Which agencies the directory names. It trusts nobody's certificate, since it verifies nothing. Thread-safe. */
final class AgencyNames {

    private static final Logger LOG = LoggerFactory.getLogger(AgencyNames.class);

    private final Map<String, Agency> agencies = new ConcurrentHashMap<>();

    /** Takes in a row of the directory topic. */
    void onRow(byte[] key, byte @Nullable [] value) {
        String code = new String(key, StandardCharsets.UTF_8);
        if (code.equals(Directory.TRUST_ANCHOR_KEY)) {
            return;
        }
        if (value == null) {
            agencies.remove(code);
            return;
        }
        try {
            AgencyRecord row = Wire.AGENCY.decode(value);
            agencies.put(code, new Agency(row.getCode(), row.getLevel(), row.getParent(), row.getName()));
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            LOG.warn("row '{}' of the directory is left out: {}", code, e.getMessage());
        }
    }

    @Nullable
    AdministrativeLevel levelOf(String code) {
        Agency agency = agencies.get(code);
        return agency == null ? null : agency.level();
    }

    @Nullable
    String nameOf(@Nullable String code) {
        Agency agency = code == null ? null : agencies.get(code);
        return agency == null ? null : agency.name();
    }

    Collection<Agency> all() {
        return List.copyOf(agencies.values());
    }
}
