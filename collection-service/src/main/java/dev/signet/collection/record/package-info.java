/** Records come in and are looked at. */
@NullMarked
package dev.signet.collection.record;

import org.jspecify.annotations.NullMarked;
