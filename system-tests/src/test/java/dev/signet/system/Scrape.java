package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service exports, as Prometheus reads it. */
record Scrape(Map<String, Double> series) {
    private static final Pattern LINE =
            Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{.*})? (\\S+)", Pattern.CASE_INSENSITIVE);

    static Scrape of(URI service) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                            .header("Accept", "text/plain;version=0.0.4")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            var series = new HashMap<String, Double>();
            answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var parts = LINE.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                series.put(parts.group(1) + (parts.group(2) == null ? "" : parts.group(2)), number(parts.group(3)));
            });
            return new Scrape(series);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** @param name with its labels in alphabetical order, as {@code signet_keys{keyring="default",state="free"}} */
    double value(String name) {
        assertThat(series).containsKey(name);
        return series.getOrDefault(name, Double.NaN);
    }

    /** Names without labels. */
    Set<String> names() {
        return series.keySet().stream()
                .map(name -> name.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
