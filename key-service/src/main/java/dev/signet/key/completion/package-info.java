/** SigningCompleted: brings the receipts upon which keys are free again. */
@NullMarked
package dev.signet.key.completion;

import org.jspecify.annotations.NullMarked;
