/** The intake beside what one would do without it: a loop that takes messages from a queue and copies them into a table. */
@NullMarked
package dev.signet.bench.intake;

import org.jspecify.annotations.NullMarked;
