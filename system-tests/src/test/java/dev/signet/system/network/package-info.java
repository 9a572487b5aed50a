/** A network that misbehaves on demand: a TCP proxy between two parties, which cuts, delays, swallows, slices and repeats. */
@NullMarked
package dev.signet.system.network;

import org.jspecify.annotations.NullMarked;
