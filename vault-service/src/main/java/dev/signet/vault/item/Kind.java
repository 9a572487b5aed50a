package dev.signet.vault.item;

import org.springframework.http.MediaType;

/** What a payload is given back as. Encrypted with it. */
enum Kind {
    BYTES(MediaType.APPLICATION_OCTET_STREAM),
    JSON(MediaType.APPLICATION_JSON);

    private final MediaType mediaType;

    Kind(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    static Kind of(String contentType) {
        return contentType.startsWith(MediaType.APPLICATION_JSON_VALUE) ? JSON : BYTES;
    }

    static Kind of(int code) {
        return values()[code];
    }

    byte code() {
        return (byte) ordinal();
    }

    @Override
    public String toString() {
        return mediaType.toString();
    }
}
