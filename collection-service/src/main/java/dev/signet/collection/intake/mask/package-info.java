/** Personal data made unreadable: masked so that equal values stay equal, or sealed to somebody who is not here. */
@NullMarked
package dev.signet.collection.intake.mask;

import org.jspecify.annotations.NullMarked;
