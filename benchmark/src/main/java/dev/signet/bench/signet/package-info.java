/** Signet itself. */
@NullMarked
package dev.signet.bench.signet;

import org.jspecify.annotations.NullMarked;
