@NullMarked
package dev.signet.collection.intake.mask;

import org.jspecify.annotations.NullMarked;
