/** How far the newest run has come, sampled once for all who ask. */
@NullMarked
package dev.signet.collection.progress;

import org.jspecify.annotations.NullMarked;
