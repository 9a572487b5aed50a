package dev.signet.system.fuzz;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Headers that are wrong, doubled, or meant for somebody else. */
final class OddHeaders {
    private static final List<String> SINGLE = List.of(
            "Content-Encoding: gzip",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: x",
            "Content-Length: 1",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: fuzz",
            "Expect: 100-continue",
            "Expect: fuzz",
            "Accept: image/png",
            "Accept: */*;q=x",
            "Accept: a/b/c",
            "Accept: ;;;",
            "Accept: application/xml",
            "Accept: application/problem+json",
            "Accept: text/html",
            "Accept-Language: \u00ff",
            "Accept-Encoding: *;q=0",
            "Accept-Charset: utf-99",
            "Range: bytes=0-1",
            "Range: bytes=9-1,-",
            "If-None-Match: *",
            "If-Modified-Since: yesterday",
            "Origin: http://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Cookie: a=\"",
            "Cookie: JSESSIONID=1",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: \0",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Prefix: //evil",
            "Forwarded: for=\"",
            "Host: other",
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings",
            "HTTP2-Settings: AAMAAABkAAQAoAAA",
            "Authorization: Basic Og==",
            "Authorization: Bearer",
            "Authorization: Bearer \u00e4",
            "Authorization: Digest username=\"x\"",
            "Idempotency-Key: a",
            "Idempotency-Key:",
            "Idempotency-Key: " + "x".repeat(201),
            "Idempotency-Key: \u00e4",
            "traceparent: 00-zz-zz-zz",
            "No colon here",
            ": no name",
            "Na me: x",
            "X-Long: " + "x".repeat(20_000),
            "X-Folded: a\r\n b",
            "X-Nul: a\0b");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json;charset=fuzz",
            "a",
            "*/*",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/octet-stream",
            "application/json;q=\"",
            "application/vnd.signet.frames",
            "application/x-ndjson",
            "multipart/form-data; boundary=" + "x".repeat(300));

    private OddHeaders() {}

    static Arbitrary<List<String>> any() {
        var one = Arbitraries.of(SINGLE);
        return Arbitraries.oneOf(
                one.map(List::of),
                one.map(line -> List.of(line, line)),
                one.list().ofSize(2),
                Arbitraries.just(java.util.Collections.nCopies(150, "X-Many: x")));
    }

    static Arbitrary<List<String>> contentType() {
        return Arbitraries.oneOf(
                Arbitraries.just(List.of()),
                Arbitraries.of(TYPES).map(type -> List.of("Content-Type: " + type)),
                Arbitraries.of(TYPES)
                        .list()
                        .ofSize(2)
                        .map(two -> two.stream()
                                .map(type -> "Content-Type: " + type)
                                .toList()));
    }

    /** Whether it announces a body that is not the one it has. */
    static boolean lieAboutLength(RawRequest request) {
        return request.headers().stream()
                .map(line -> line.toLowerCase(java.util.Locale.ROOT))
                .anyMatch(line -> line.startsWith("content-length") || line.startsWith("transfer-encoding"));
    }

    /** What a header's value may be without ending it. */
    static String oneLine(String text) {
        var line = text.replaceAll("[\r\n]", "");
        return line.length() > 6000 ? line.substring(0, 6000) : line;
    }
}
