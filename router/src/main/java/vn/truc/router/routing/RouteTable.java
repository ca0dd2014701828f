package vn.truc.router.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.directory.DirectoryEntry;

/**
 * The routes between agencies, worked out from the directory's tree when first asked for and kept until the directory
 * changes. What is kept grows with the hubs, not with the pairs of agencies: the ten thousand communes of a country have
 * seven hundred hubs. Not thread-safe.
 */
public final class RouteTable {

    /** Beyond this many kept routes the table starts anew rather than grow with the square of the agencies. */
    private static final int ROUTES_MAX = 1 << 18;

    private final Directory directory;
    /** By sender; senders below the same hub have one map in common, since their ways are the same. */
    private final Map<String, Map<String, Route>> bySender = new HashMap<>();

    private final Map<String, Map<String, Route>> byHub = new HashMap<>();
    /** Ways that many routes have in common, each once. */
    private final Map<List<String>, Route.Way> ways = new HashMap<>();

    private int kept;
    private long directoryVersion = -1;

    public RouteTable(Directory directory) {
        this.directory = directory;
    }

    /**
     * The way from {@code sender} to {@code addressee}.
     *
     * @return null when the directory does not know the addressee
     */
    public @Nullable Route find(DirectoryEntry sender, String addressee) {
        if (directoryVersion != directory.version() || kept >= ROUTES_MAX) {
            directoryVersion = directory.version();
            bySender.clear();
            byHub.clear();
            ways.clear();
            kept = 0;
        }
        Map<String, Route> fromSender = bySender.get(sender.agency().code());
        if (fromSender == null) {
            fromSender = byHub.computeIfAbsent(
                    directory.hubsOf(sender.agency().code()).get(0), unseen -> new HashMap<>());
            bySender.put(sender.agency().code(), fromSender);
        }
        Route route = fromSender.get(addressee);
        if (route == null) {
            DirectoryEntry entry = directory.find(addressee);
            if (entry == null) {
                return null;
            }
            route = between(sender.agency(), entry.agency());
            fromSender.put(addressee, route);
            kept++;
        }
        return route;
    }

    private Route between(Agency sender, Agency addressee) {
        List<String> up = directory.hubsOf(sender.code());
        List<String> down = directory.hubsOf(addressee.code());
        int turn = 0;
        while (turn < up.size() && !down.contains(up.get(turn))) {
            turn++;
        }
        List<String> hops = new ArrayList<>(up.subList(0, Math.min(turn + 1, up.size())));
        int shared = turn < up.size() ? down.indexOf(up.get(turn)) : down.size();
        for (int i = shared - 1; i >= 0; i--) {
            hops.add(down.get(i));
        }
        return new Route(addressee.level(), addressee.code(), ways.computeIfAbsent(hops, this::way));
    }

    private Route.Way way(List<String> hops) {
        return new Route.Way(hops, hops.stream().map(this::kindOf).toList());
    }

    private Hub kindOf(String hub) {
        DirectoryEntry entry = directory.find(hub);
        return entry == null ? Hub.AXIS : Hub.of(entry.agency().level());
    }
}
