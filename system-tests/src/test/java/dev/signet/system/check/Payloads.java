package dev.signet.system.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Contents and how often each is there, known by their SHA-256. May be filled by several threads. */
public final class Payloads {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    public Payloads add(byte[] content) {
        counts.merge(digest(content), 1L, Long::sum);
        return this;
    }

    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Set<String> digests() {
        return counts.keySet();
    }

    long count(String digest) {
        return counts.getOrDefault(digest, 0L);
    }

    void add(String digest, long count) {
        counts.merge(digest, count, Long::sum);
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
