/** Where tests get a real PostgreSQL and a real broker from. */
@NullMarked
package dev.signet.testing;

import org.jspecify.annotations.NullMarked;
