/** The vault beside the cipher alone and beside the same store without encryption. */
@NullMarked
package dev.signet.bench.vault;

import org.jspecify.annotations.NullMarked;
