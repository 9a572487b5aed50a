/** Measures Signet beside what bounds it and what else could do the work. */
@NullMarked
package dev.signet.bench;

import org.jspecify.annotations.NullMarked;
