/** The keyrings whose records are kept here, and what collection-service asks of key-service: public keys, to check signatures with. */
@NullMarked
package dev.signet.collection.keyring;

import org.jspecify.annotations.NullMarked;
