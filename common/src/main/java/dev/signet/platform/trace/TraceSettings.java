package dev.signet.platform.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/**
 * Where traces go. All else (sampling, headers, certificates, time limits) are OpenTelemetry's own {@code OTEL_…} variables.
 *
 * @param endpoint takes OTLP over HTTP at exactly this address
 */
public record TraceSettings(String endpoint, String service, String version) {
    OpenTelemetrySdk sdk() {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.service.name",
                        service,
                        "otel.resource.attributes",
                        "service.namespace=signet,service.version=" + version,
                        "otel.exporter.otlp.traces.endpoint",
                        endpoint,
                        "otel.exporter.otlp.protocol",
                        "http/protobuf"))
                // metrics are for Prometheus, logs for the console
                .addPropertiesCustomizer(_ -> Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }
}
