package dev.signet.cli.key;

import java.util.Iterator;
import java.util.List;

/** How public keys are written. */
enum KeyFormat {
    JWKS,
    PEM;

    /** As they are typed. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("jwks", "pem").iterator();
        }
    }
}
