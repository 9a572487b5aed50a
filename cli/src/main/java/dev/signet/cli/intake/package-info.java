/** What came in as messages: listed as it is stored, and read back by the holder of the recovery key. */
@NullMarked
package dev.signet.cli.intake;

import org.jspecify.annotations.NullMarked;
