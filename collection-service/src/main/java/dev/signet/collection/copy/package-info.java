/** Many rows into the database at once. */
@NullMarked
package dev.signet.collection.copy;

import org.jspecify.annotations.NullMarked;
