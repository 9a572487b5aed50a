/** Rounds of faults over a whole Signet of separate processes: drawn from a seed, and checked from data alone. */
@NullMarked
package dev.signet.system.chaos;

import org.jspecify.annotations.NullMarked;
