/** Runs and batches, to look at. */
@NullMarked
package dev.signet.collection.browse;

import org.jspecify.annotations.NullMarked;
