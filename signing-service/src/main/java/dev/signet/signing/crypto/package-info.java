/** The only place of a worker that has private keys. */
@NullMarked
package dev.signet.signing.crypto;

import org.jspecify.annotations.NullMarked;
