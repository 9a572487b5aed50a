/** The promises counted from the data while a run is on. */
@NullMarked
package dev.signet.collection.promise;

import org.jspecify.annotations.NullMarked;
