/** The pieces that most of the time goes into, each by itself, under JMH. */
@NullMarked
package dev.signet.bench.pieces;

import org.jspecify.annotations.NullMarked;
