/** Messages that could not be processed, kept until an operator has looked. */
@NullMarked
package dev.signet.collection.parking;

import org.jspecify.annotations.NullMarked;
