/** Records: taken in, listed, shown, and each one's signature verified. */
@NullMarked
package dev.signet.cli.record;

import org.jspecify.annotations.NullMarked;
