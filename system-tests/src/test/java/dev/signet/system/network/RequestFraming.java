package dev.signet.system.network;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells where one HTTP/1.1 request ends and the next begins. Gives up for good on anything else, and on what is ambiguous. */
final class RequestFraming {
    private static final int MAX_LINE = 16 * 1024;
    private static final Pattern REQUEST_LINE = Pattern.compile("(?!CONNECT )[A-Z]+ \\S+ HTTP/1\\.1");
    private static final Pattern HEADER = Pattern.compile("([^\\s:]+):\\s*(.*?)\\s*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,15})\\s*(;.*)?");

    private enum Part {
        START,
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILERS,
        LOST
    }

    private final StringBuilder line = new StringBuilder();
    private Part part = Part.START;
    private boolean chunked;
    private boolean sized;
    private long remaining;

    /** Whether the byte before was the last of a request, or there was none. */
    boolean isAtStart() {
        return part == Part.START;
    }

    boolean isLost() {
        return part == Part.LOST;
    }

    /** Whether this byte is the last of a request. */
    boolean endsWith(byte next) {
        part = switch (part) {
            case START, REQUEST_LINE, HEADERS, CHUNK_SIZE, TRAILERS -> inLine(next);
            case BODY -> --remaining == 0 ? Part.START : Part.BODY;
            case CHUNK -> --remaining == 0 ? Part.CHUNK_SIZE : Part.CHUNK;
            case LOST -> Part.LOST;
        };
        return isAtStart();
    }

    private Part inLine(byte next) {
        if (next == '\n') {
            var length = line.length();
            var hasReturn = length > 0 && line.charAt(length - 1) == '\r';
            var whole = line.substring(0, hasReturn ? length - 1 : length);
            line.setLength(0);
            return afterLine(whole);
        }
        if (line.length() == MAX_LINE) {
            line.setLength(0);
            line.trimToSize();
            return Part.LOST;
        }
        line.append((char) (next & 0xff));
        return part == Part.START ? Part.REQUEST_LINE : part;
    }

    private Part afterLine(String whole) {
        return switch (part) {
            case START, REQUEST_LINE -> afterRequestLine(whole);
            case HEADERS -> whole.isEmpty() ? afterHeaders() : afterHeader(whole);
            case CHUNK_SIZE -> afterChunkSize(whole);
            case TRAILERS -> whole.isEmpty() ? Part.START : Part.TRAILERS;
            case BODY, CHUNK, LOST -> throw new IllegalStateException("no lines in " + part);
        };
    }

    private Part afterRequestLine(String whole) {
        chunked = false;
        sized = false;
        remaining = 0;
        return REQUEST_LINE.matcher(whole).matches() ? Part.HEADERS : Part.LOST;
    }

    private Part afterHeader(String whole) {
        var header = HEADER.matcher(whole);
        if (!header.matches()) {
            return Part.LOST;
        }
        return switch (header.group(1).toLowerCase(Locale.ROOT)) {
            case "content-length" -> afterLength(header.group(2));
            case "transfer-encoding" -> afterEncoding(header.group(2));
            default -> Part.HEADERS;
        };
    }

    private Part afterLength(String value) {
        if (sized || !LENGTH.matcher(value).matches()) {
            return Part.LOST;
        }
        sized = true;
        remaining = Long.parseLong(value);
        return Part.HEADERS;
    }

    private Part afterEncoding(String value) {
        chunked = value.equalsIgnoreCase("chunked");
        return chunked ? Part.HEADERS : Part.LOST;
    }

    private Part afterHeaders() {
        if (chunked) {
            return sized ? Part.LOST : Part.CHUNK_SIZE;
        }
        return remaining > 0 ? Part.BODY : Part.START;
    }

    private Part afterChunkSize(String whole) {
        var size = CHUNK_SIZE.matcher(whole);
        if (!size.matches()) {
            return Part.LOST;
        }
        var bytes = Long.parseLong(size.group(1), 16);
        remaining = bytes + 2; // and the line end after them
        return bytes == 0 ? Part.TRAILERS : Part.CHUNK;
    }
}
