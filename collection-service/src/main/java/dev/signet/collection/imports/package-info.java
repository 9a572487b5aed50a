/** Records that come in over HTTP, as a stream of lines. */
@NullMarked
package dev.signet.collection.imports;

import org.jspecify.annotations.NullMarked;
