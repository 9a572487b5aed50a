@NullMarked
package dev.signet.collection.intake.type;

import org.jspecify.annotations.NullMarked;
