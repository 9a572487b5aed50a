/** The way out of quarantine. */
@NullMarked
package dev.signet.collection.quarantine;

import org.jspecify.annotations.NullMarked;
