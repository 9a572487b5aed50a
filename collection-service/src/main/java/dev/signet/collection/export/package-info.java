/** Signatures as people take them away: one by one, or all of them. */
@NullMarked
package dev.signet.collection.export;

import org.jspecify.annotations.NullMarked;
