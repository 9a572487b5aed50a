package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates requests to a route: one in three as it wants them, the others with something wrong anywhere. */
final class Requests {
    private static final List<String> CALLERS = List.of(
            Request.NOBODY, Request.FORGER, "signing-service", "key-service", "batch-dispatcher", "collection-service");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "FUZZ", "");

    private final Route route;
    private final Access access;

    Requests(Route route, Access access) {
        this.route = route;
        this.access = access;
    }

    static Arbitrary<Request> of(List<Route> routes, Access access) {
        return Arbitraries.of(routes).flatMap(route -> {
            var requests = new Requests(route, access);
            return Arbitraries.frequencyOf(Tuple.of(1, requests.sound()), Tuple.of(2, requests.unsound()));
        });
    }

    static Arbitrary<Request> sound(Route route, Access access) {
        return new Requests(route, access).sound();
    }

    private Arbitrary<Request> sound() {
        var caller =
                Arbitraries.just(access.callersOf(route).stream().findFirst().orElse(Request.NOBODY));
        return bodied(true)
                .flatMap(body -> Combinators.combine(caller, target(true), headers(body.type, true))
                        .as((by, target, headers) -> new Request(
                                route, by, route.method(), target, headers, body.content, Damage.NO_DAMAGE, true)));
    }

    private Arbitrary<Request> unsound() {
        var method = Arbitraries.frequencyOf(
                Tuple.of(15, Arbitraries.just(route.method())), Tuple.of(1, Arbitraries.of(METHODS)));
        var damage =
                Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Damage.NO_DAMAGE)), Tuple.of(1, Damage.any()));
        return bodied(false)
                .flatMap(body -> Combinators.combine(
                                caller(), method, oneOf(target(true), target(false)), headers(body.type, false), damage)
                        .as((by, verb, target, headers, harm) ->
                                new Request(route, by, verb, target, headers, body.content, harm, false)));
    }

    private static <T> Arbitrary<T> oneOf(Arbitrary<T> often, Arbitrary<T> seldom) {
        return Arbitraries.frequencyOf(Tuple.of(3, often), Tuple.of(1, seldom));
    }

    private Arbitrary<String> caller() {
        var allowed = access.callersOf(route);
        return allowed.isEmpty()
                ? oneOf(Arbitraries.just(Request.NOBODY), Arbitraries.of(CALLERS))
                : oneOf(Arbitraries.of(List.copyOf(allowed)), Arbitraries.of(CALLERS));
    }

    private record Body(String type, Content content) {}

    private Arbitrary<Body> bodied(boolean sound) {
        if (route.bodies().isEmpty()) {
            var nothing = Arbitraries.just(new Body("", Content.NOTHING));
            return sound
                    ? nothing
                    : oneOf(nothing, Values.oddText().map(text -> new Body("text/plain", new Content.Text(text))));
        }
        return Arbitraries.of(List.copyOf(route.bodies().entrySet()))
                .flatMap(form -> Contents.of(route, form.getKey(), form.getValue(), sound)
                        .map(content -> new Body(form.getKey(), content)));
    }

    private Arbitrary<List<String>> headers(String type, boolean sound) {
        var parts = new ArrayList<Arbitrary<List<String>>>();
        var contentType = Arbitraries.just(typeHeader(type));
        parts.add(
                sound
                        ? contentType
                        : Arbitraries.frequencyOf(Tuple.of(10, contentType), Tuple.of(1, OddHeaders.contentType())));
        for (var parameter : route.parameters()) {
            if ("header".equals(parameter.in())) {
                var good = Values.sound(parameter.name(), route.path(), parameter.schema());
                var value = sound ? good : oneOf(good, Values.oddText().map(OddHeaders::oneLine));
                parts.add(Arbitraries.frequencyOf(
                        Tuple.of(1, value.map(text -> List.of(parameter.name() + ": " + text))),
                        Tuple.of(2, Arbitraries.just(List.of()))));
            }
        }
        if (!sound) {
            parts.add(oneOf(Arbitraries.just(List.of()), OddHeaders.any()));
        }
        return Combinators.combine(parts)
                .as(all -> all.stream().flatMap(List::stream).toList());
    }

    private static List<String> typeHeader(String type) {
        if (type.isEmpty()) {
            return List.of();
        }
        return List.of(
                "Content-Type: " + type + (type.startsWith("multipart") ? "; boundary=" + Contents.BOUNDARY : ""));
    }

    private Arbitrary<String> target(boolean sound) {
        var query = new ArrayList<Arbitrary<String>>();
        Arbitrary<String> path = Arbitraries.just(route.path());
        for (var parameter : route.parameters()) {
            var good = Values.sound(parameter.name(), route.path(), parameter.schema());
            var value = sound ? good : oneOf(Values.oddText().map(Requests::encoded), good);
            if ("path".equals(parameter.in())) {
                var hole = "{" + parameter.name() + "}";
                path = Combinators.combine(path, value).as((template, text) -> template.replace(hole, text));
            } else if ("query".equals(parameter.in())) {
                query.add(Arbitraries.frequencyOf(
                        Tuple.of(1, value.map(text -> parameter.name() + "=" + text)),
                        Tuple.of(2, Arbitraries.just(""))));
            }
        }
        var whole = Combinators.combine(path, Combinators.combine(query).as(Requests::joined))
                .as((a, b) -> a + b);
        return sound
                ? whole
                : oneOf(whole, Combinators.combine(whole, OddTargets.any()).as(OddTargets::apply));
    }

    private static String joined(List<String> parameters) {
        var some = parameters.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining("&"));
        return some.isEmpty() ? "" : "?" + some;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > 5000 ? text.substring(0, 5000) : text, UTF_8);
    }
}
