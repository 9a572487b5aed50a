package dev.signet.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {

    @Test
    void requestsFollowEachOtherWhateverTheirBodies() {
        assertThat(requestsIn(
                        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n",
                        "POST /b HTTP/1.1\r\ncontent-LENGTH:  5 \r\n\r\nGET /",
                        "PUT /c HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                        "POST /d HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\nA;x=y\r\n0\r\n\r\nGET /\r\n3\r\nabc\r\n0\r\n\r\n",
                        "POST /e HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n000\r\nTrailer: 1\r\n\r\n",
                        "DELETE /f HTTP/1.1\n\n"))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMQP\0\0\t\1\n",
                "PRI * HTTP/2.0\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "\r\nGET / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "GET / HTTP/1.1\r\n folded: 1\r\n\r\n"
            })
    void whatIsNotClearlyAnHttpRequestIsGivenUpForGood(String start) {
        var framing = new RequestFraming();

        var ends = feed(framing, start + "GET / HTTP/1.1\r\n\r\n");

        assertThat(ends).isEmpty();
        assertThat(framing.isLost()).isTrue();
    }

    @Test
    void lineWithoutAnEndIsGivenUp() {
        var framing = new RequestFraming();

        feed(framing, "GET /" + "x".repeat(20_000));

        assertThat(framing.isLost()).isTrue();
    }

    private static int requestsIn(String... requests) {
        var expected = new ArrayList<Integer>();
        var end = 0;
        for (var request : requests) {
            end += request.length();
            expected.add(end);
        }
        var ends = feed(new RequestFraming(), String.join("", requests));
        assertThat(ends).isEqualTo(expected);
        return ends.size();
    }

    /** After how many bytes a request ended. */
    private static List<Integer> feed(RequestFraming framing, String text) {
        var ends = new ArrayList<Integer>();
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if (framing.endsWith(bytes[i])) {
                ends.add(i + 1);
            }
        }
        return ends;
    }
}
