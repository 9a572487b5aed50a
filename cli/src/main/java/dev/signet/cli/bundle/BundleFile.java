package dev.signet.cli.bundle;

import java.util.Arrays;
import java.util.Optional;

/** The files of a bundle beside its manifest, in the order in which an archive holds them: what is read first comes first. */
public enum BundleFile {
    KEYS("jwks.json"),
    LEASES("leases.ndjson"),
    BATCHES("batches.ndjson"),
    SIGNATURES("signatures.ndjson");

    private final String fileName;

    BundleFile(String fileName) {
        this.fileName = fileName;
    }

    public String fileName() {
        return fileName;
    }

    static Optional<BundleFile> named(String fileName) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(fileName))
                .findFirst();
    }
}
