package dev.signet.audit.intake;

import dev.signet.platform.BadRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/** The body of a request, packed or not, up to a size. */
final class Body {
    // one less than what is read of any body at all: here it can still be said that it is too large
    private static final int LIMIT = (32 << 20) - 1;

    static byte[] of(HttpServletRequest request) throws IOException {
        var encoding = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), "identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> upToLimit(request.getInputStream());
            case "gzip" -> unpacked(request.getInputStream());
            default -> throw new UnknownEncoding();
        };
    }

    private static byte[] unpacked(InputStream packed) throws IOException {
        try (var plain = new GZIPInputStream(packed, 1 << 14)) {
            return upToLimit(plain);
        } catch (ZipException | EOFException e) {
            throw new BadRequest("The body is not well-formed gzip.");
        }
    }

    private static byte[] upToLimit(InputStream in) throws IOException {
        var body = in.readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new BodyTooLarge(LIMIT);
        }
        return body;
    }

    private Body() {}
}
