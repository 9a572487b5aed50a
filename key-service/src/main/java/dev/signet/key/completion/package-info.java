/** SigningCompleted: hints that a key may be free sooner than its lease runs out. */
@NullMarked
package dev.signet.key.completion;

import org.jspecify.annotations.NullMarked;
