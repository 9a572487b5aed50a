package dev.signet.signing.batch;

import dev.signet.platform.ServiceMain;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient.RequestHeadersSpec;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;

/** Calls another service. What says nothing about the batch (no connection, a timeout, 5xx, a refused token) is {@link Unavailable}. */
final class Peer {
    private final String name;

    Peer(String name) {
        this.name = name;
    }

    /** Makes the call and closes its answer. */
    <T> T call(RequestHeadersSpec<?> request, Answer<T> answer) {
        return exchange(request, answer, true);
    }

    /** Makes the call; whoever takes the answer closes it. */
    <T> T open(RequestHeadersSpec<?> request, Answer<T> answer) {
        return exchange(request, answer, false);
    }

    /** An answer that the contract does not have. */
    IllegalStateException unexpected(ClientHttpResponse response) throws IOException {
        return new IllegalStateException(name + " answered with an unexpected status "
                + response.getStatusCode().value());
    }

    private <T> T exchange(RequestHeadersSpec<?> request, Answer<T> answer, boolean close) {
        try {
            return request.exchangeForRequiredValue(
                    (_, response) -> {
                        if (saysNothing(response.getStatusCode().value())) {
                            response.close();
                            throw new Unavailable(name + " answered "
                                    + response.getStatusCode().value());
                        }
                        return answer.of(response);
                    },
                    close);
        } catch (ResourceAccessException e) {
            throw new Unavailable("%s cannot be reached: %s".formatted(name, ServiceMain.reason(e)), e);
        } catch (RestClientException e) {
            throw new Unavailable("%s answered something unreadable".formatted(name), e);
        }
    }

    private static boolean saysNothing(int status) {
        return status >= 500
                || status == HttpStatus.UNAUTHORIZED.value()
                || status == HttpStatus.FORBIDDEN.value()
                || status == HttpStatus.REQUEST_TIMEOUT.value()
                || status == HttpStatus.TOO_MANY_REQUESTS.value();
    }

    /** Makes a value of an answer. */
    @FunctionalInterface
    interface Answer<T> {
        T of(ConvertibleClientHttpResponse response) throws IOException;
    }
}
