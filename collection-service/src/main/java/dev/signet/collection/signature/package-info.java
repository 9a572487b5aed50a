/** Signatures are stored once; a fenced lease can never store any more. */
@NullMarked
package dev.signet.collection.signature;

import org.jspecify.annotations.NullMarked;
