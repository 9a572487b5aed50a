package dev.signet.vault.segment;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.ServiceClients;
import dev.signet.vault.VaultProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** collection-service, as the vault needs it. */
@Component
class Records {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final RestClient http;

    Records(ServiceClients clients, VaultProperties properties) {
        this.http = clients.of("collection-service", properties.collectionUrl(), READ_TIMEOUT);
    }

    /** @param idempotencyKey the same again is stored once */
    RecordId append(String idempotencyKey, String record) {
        CrashPoint.VAULT_BEFORE_RECORD.reach();
        try {
            var answer = http.post()
                    .uri("/api/v1/records")
                    .header("Idempotency-Key", idempotencyKey)
                    .contentType(MediaType.APPLICATION_NDJSON)
                    .body(record.getBytes(StandardCharsets.US_ASCII))
                    .retrieve()
                    .body(Import.class);
            CrashPoint.VAULT_RECORDED.reach();
            return Objects.requireNonNull(Objects.requireNonNull(answer).firstRecordId());
        } catch (HttpClientErrorException e) {
            throw e;
        } catch (RestClientException e) { // also an answer that breaks off
            throw new StorageAway(e);
        }
    }

    Bytes read(RecordId id) {
        try {
            var record = http.get()
                    .uri("/api/v1/records/{id}", id)
                    .accept(MediaType.APPLICATION_JSON)
                    .retrieve()
                    .body(StoredRecord.class);
            return Objects.requireNonNull(record).payload();
        } catch (HttpClientErrorException.NotFound e) {
            throw new Damaged("record %s is gone".formatted(id), e);
        } catch (HttpClientErrorException e) {
            throw e;
        } catch (RestClientException e) {
            throw new StorageAway(e);
        }
    }

    private record Import(@Nullable RecordId firstRecordId) {}

    private record StoredRecord(Bytes payload) {}
}
