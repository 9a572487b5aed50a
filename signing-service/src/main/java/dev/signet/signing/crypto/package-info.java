/** The only place that knows algorithms, providers and private keys. */
@NullMarked
package dev.signet.signing.crypto;

import org.jspecify.annotations.NullMarked;
