/** Every use of every key in order, and the proof that the rules were kept. */
@NullMarked
package dev.signet.key.ledger;

import org.jspecify.annotations.NullMarked;
