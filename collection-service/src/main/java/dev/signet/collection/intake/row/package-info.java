/** What typed messages have become, to look at. */
@NullMarked
package dev.signet.collection.intake.row;

import org.jspecify.annotations.NullMarked;
