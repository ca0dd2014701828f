package vn.truc.schemas.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Who exists, as the rows of the directory topic tell it. Rows come from one thread; any thread reads, without locks.
 *
 * <p>Certificates are checked against the trust anchor once, not for each document. The anchor is the one
 * given, or else the first that the topic holds: then it is pinned, and another is refused.
 */
public final class Directory {

    /** The key of the anchor's row; no agency code can be like it. */
    public static final String TRUST_ANCHOR_KEY = "trust-anchor";

    /** The code of the national axis as a hub. */
    public static final String AXIS = "VN";

    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    /** Longer chains of parents are circles. */
    private static final int DEPTH_MAX = 16;

    private final Map<String, DirectoryEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, AgencyRecord> awaitingAnchor = new HashMap<>();
    private final Map<String, Integer> children = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final boolean anchorGiven;
    private final CryptoProvider provider;
    private volatile @Nullable TrustAnchor anchor;

    /** @param anchor what certificates must chain to, or null to pin the one that the topic holds */
    public Directory(@Nullable TrustAnchor anchor) {
        this(anchor, CryptoProvider.best());
    }

    /**
     * @param anchor what certificates must chain to, or null to pin the one that the topic holds
     * @param provider with which seals are verified: the keys of certificates are made ready for it
     */
    public Directory(@Nullable TrustAnchor anchor, CryptoProvider provider) {
        this.anchor = anchor;
        this.anchorGiven = anchor != null;
        this.provider = provider;
    }

    /** The agency with this code, or null. */
    public @Nullable DirectoryEntry find(String code) {
        return entries.get(code);
    }

    /** How many agencies. */
    public int size() {
        return entries.size();
    }

    /** Grows with each change; what was derived from an older version may be out of date. */
    public long version() {
        return version.get();
    }

    /** The anchor in use, or null when none is known yet. */
    public @Nullable TrustAnchor anchor() {
        return anchor;
    }

    /**
     * The hubs over an agency, lowest first, the axis last: itself when other agencies stand below it, then its parents.
     */
    public List<String> hubsOf(String code) {
        List<String> hubs = new ArrayList<>(4);
        String at = children.getOrDefault(code, 0) > 0 ? code : parentOf(code);
        while (at != null && hubs.size() < DEPTH_MAX) {
            hubs.add(at);
            at = parentOf(at);
        }
        hubs.add(AXIS);
        return hubs;
    }

    /**
     * Takes in a row of the directory topic. A row that cannot be read changes nothing and is logged.
     *
     * @param value null when the row was removed
     */
    public void applyRow(byte[] key, byte @Nullable [] value) {
        String name = new String(key, StandardCharsets.UTF_8);
        try {
            if (value == null) {
                remove(name);
            } else if (name.equals(TRUST_ANCHOR_KEY)) {
                ByteBuffer der = Wire.TRUST_ANCHOR.decode(value).getDer();
                byte[] bytes = new byte[der.remaining()];
                der.get(bytes);
                pin(TrustAnchor.read(bytes));
            } else {
                put(name, Wire.AGENCY.decode(value));
            }
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            LOG.warn("row '{}' of the directory is left out: {}", name, e.getMessage());
        }
    }

    private void put(String key, AgencyRecord row) {
        if (!key.equals(row.getCode())) {
            throw new IllegalArgumentException("it stands under the key of another agency than " + row.getCode());
        }
        Agency agency = new Agency(row.getCode(), row.getLevel(), row.getParent(), row.getName());
        TrustAnchor known = anchor;
        if (known == null) {
            awaitingAnchor.put(key, row);
        }
        DirectoryEntry before = entries.put(key, new DirectoryEntry(agency, row.getCertificates(), known, provider));
        String parentBefore = before == null ? null : before.agency().parent();
        if (!Objects.equals(parentBefore, agency.parent())) {
            // never fewer than there are: whoever reads meanwhile would take a hub for none
            countChild(agency.parent(), 1);
            countChild(parentBefore, -1);
        }
        version.incrementAndGet();
    }

    private void remove(String key) {
        DirectoryEntry before = entries.remove(key);
        awaitingAnchor.remove(key);
        if (before != null) {
            countChild(before.agency().parent(), -1);
            version.incrementAndGet();
        }
    }

    private void pin(TrustAnchor offered) {
        TrustAnchor known = anchor;
        if (known != null) {
            if (!known.equals(offered)) {
                LOG.warn("the directory now offers another trust anchor, {}; {} stays in force", offered, known);
            }
            return;
        }
        if (!anchorGiven) {
            LOG.warn(
                    "no --trust-anchor given: pinning the one that the directory holds, {}. Whoever can write the"
                            + " directory decides whom this role trusts",
                    offered);
        }
        anchor = offered;
        Map<String, AgencyRecord> waiting = new HashMap<>(awaitingAnchor);
        awaitingAnchor.clear();
        waiting.forEach(this::put);
    }

    private void countChild(@Nullable String parent, int change) {
        if (parent != null) {
            children.merge(parent, change, Integer::sum);
        }
    }

    private @Nullable String parentOf(String code) {
        DirectoryEntry entry = entries.get(code);
        return entry == null ? null : entry.agency().parent();
    }

    /** The level of an agency, or null when the directory does not know it. */
    public @Nullable AdministrativeLevel levelOf(String code) {
        DirectoryEntry entry = entries.get(code);
        return entry == null ? null : entry.agency().level();
    }
}
