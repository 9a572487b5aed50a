package dev.signet.system.fuzz;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Paths and queries that are not normal. */
final class OddTargets {
    private static final List<String> SUFFIXES = List.of(
            "/",
            "//",
            "/..",
            "/../..",
            "/%2e%2e/%2e%2e/actuator",
            "/%2f",
            ";a=b",
            ";jsessionid=1",
            "%",
            "%zz",
            "%00",
            "%c0%80",
            "%ff",
            "\\",
            ".json",
            "/{id}",
            "/\u00e4",
            "^",
            "|",
            "\"",
            "<",
            "#x",
            "/./x",
            "%0d%0aX:y",
            "\0",
            "\u0001",
            "?",
            "?&&&",
            "?=",
            "?limit",
            "?limit=1&limit=x",
            "?cursor=%",
            "?cursor=%00",
            "?cursor=MQ&cursor=Mg",
            "?limit=1&status=SIGNED&state=SIGNED&status=x",
            "?state=,",
            "?a[]=1&a[b]=c",
            "?%ff=%fe",
            "?x=" + "y".repeat(9000),
            "?" + "a=b&".repeat(1500),
            "?password=%ff",
            "?id=1");

    private static final List<String> WHOLE = List.of(
            "*",
            "/",
            "//",
            "x",
            "http://other/api/v1/records",
            "http://[",
            "/internal",
            "/internal/",
            "/internal/../api/v1/runs",
            "/actuator",
            "/actuator/health",
            "/actuator/env",
            "/actuator/health/liveness/..",
            "/error",
            "/docs",
            "/openapi.json",
            "/openapi.json/fuzz",
            "/swagger-ui/../../x",
            "/api/v1",
            "/API/V1/RECORDS",
            "/api/v1/records/../../../internal/fences",
            "/.well-known/../internal/leases",
            "/api//v1/runs",
            "/problems/x",
            "/favicon.ico",
            "/%",
            "/\u00ff",
            "/api/v1/" + "x/".repeat(3000));

    private OddTargets() {}

    /** What to append, or instead of it. */
    static Arbitrary<String> any() {
        return Arbitraries.oneOf(Arbitraries.of(SUFFIXES).map(suffix -> "+" + suffix), Arbitraries.of(WHOLE));
    }

    static String apply(String target, String odd) {
        return odd.startsWith("+") ? target + odd.substring(1) : odd;
    }
}
