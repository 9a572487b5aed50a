package dev.signet.platform.kek;

import dev.signet.platform.SealingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key made of a passphrase, which somebody has to say after each start. The file says how, and tells a wrong passphrase from the right one; the first
 * passphrase that is ever said is the right one. What it says is not secret, but without it no passphrase makes the key.
 */
public final class PassphraseKek implements KekSource {
    private static final int SHORTEST = 12;

    private final Path file;
    private final String kind;
    private volatile List<SealingKey> keys = List.of();

    PassphraseKek(Path file, String kind) {
        this.file = file;
        this.kind = kind;
    }

    @Override
    public List<SealingKey> keys() {
        var known = keys;
        if (known.isEmpty()) {
            throw new KekUnavailable("the %s waits for its passphrase: signet key unseal".formatted(kind));
        }
        return known;
    }

    /** Whether a passphrase has ever been said. */
    public boolean isNew() {
        return lines().isEmpty();
    }

    /** One after the other: each takes 64 MiB. False when it is none of the passphrases. */
    public synchronized boolean unseal(char[] passphrase) {
        if (isNew()) {
            change(passphrase);
            return true;
        }
        var found = new ArrayList<>(keys);
        for (var line : lines()) {
            var key = line.argon2().key(passphrase);
            if (key.id().equals(line.id())
                    && found.stream().noneMatch(known -> known.id().equals(key.id()))) {
                found.add(key);
            }
        }
        var more = found.size() > keys.size();
        keys = inOrder(found);
        return more;
    }

    /** From now on it is this one; those of before are known until they are {@linkplain #forgetOthers forgotten}. */
    public synchronized void change(char[] passphrase) {
        if (passphrase.length < SHORTEST) {
            throw new IllegalArgumentException("a passphrase has at least %d characters".formatted(SHORTEST));
        }
        var argon2 = Argon2.fresh();
        var key = argon2.key(passphrase);
        write(Stream.concat(Stream.of(new Argon2.Line(argon2, key.id())), lines().stream())
                .toList());
        keys = Stream.concat(Stream.of(key), keys.stream()).toList();
    }

    /** Nothing is sealed under them any more. */
    public synchronized void forgetOthers() {
        write(lines().subList(0, 1));
        keys = List.of(keys.getFirst());
    }

    private List<SealingKey> inOrder(List<SealingKey> found) {
        return lines().stream()
                .flatMap(line -> found.stream().filter(key -> key.id().equals(line.id())))
                .toList();
    }

    private List<Argon2.Line> lines() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Argon2::read).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    private void write(List<Argon2.Line> lines) {
        var next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(next, lines.stream().map(Argon2.Line::toString).toList());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }
}
