/** Runs: batches are formed from records, until all of them are signed. */
@NullMarked
package dev.signet.collection.run;

import org.jspecify.annotations.NullMarked;
