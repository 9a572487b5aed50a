/** Ways in which services could talk to each other, for comparing them. */
@NullMarked
package dev.signet.bench.transport;

import org.jspecify.annotations.NullMarked;
