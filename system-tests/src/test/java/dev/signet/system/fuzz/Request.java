package dev.signet.system.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to a route, before it is known which ids there are.
 *
 * @param caller whose token it carries: a service's name, {@link #NOBODY}, or {@link #FORGER} with one that is no one's
 * @param sound everything about it is as the route wants it, except perhaps what its ids stand for
 */
record Request(
        Route route,
        String caller,
        String method,
        String target,
        List<String> headers,
        Content content,
        Damage damage,
        boolean sound) {
    static final String NOBODY = "nobody";
    static final String FORGER = "forger";

    Request {
        headers = List.copyOf(headers);
    }

    RawRequest raw(Pools pools, String token) {
        var lines = new ArrayList<String>();
        lines.add("Host: localhost");
        headers.forEach(line -> lines.add(pools.resolve(line)));
        if (!NOBODY.equals(caller)) {
            lines.add("Authorization: Bearer " + token);
        }
        return new RawRequest(method, pools.resolve(target), lines, damage.apply(content.bytes(pools)));
    }
}
