/** Records that come in as messages. */
@NullMarked
package dev.signet.collection.intake;

import org.jspecify.annotations.NullMarked;
