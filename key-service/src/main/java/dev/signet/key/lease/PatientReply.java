package dev.signet.key.lease;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;

/**
 * A JSON answer that may be long in coming. White space, which JSON allows in front, is sent meanwhile: the only way to find out that
 * nobody is there any more. It commits the status 200.
 */
final class PatientReply {
    private final HttpServletResponse response;

    PatientReply(HttpServletResponse response) {
        this.response = response;
    }

    void beat() throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(' ');
        response.flushBuffer();
    }

    boolean hasBegun() {
        return response.isCommitted();
    }

    void send(byte[] json) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json);
        response.flushBuffer();
    }
}
