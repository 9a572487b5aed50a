/** Fills an empty system with random records and keys, once, over the same public REST API that everybody uses. */
@NullMarked
package dev.signet.seed;

import org.jspecify.annotations.NullMarked;
