/** Runs: listed, shown, held up and let go on. */
@NullMarked
package dev.signet.cli.run;

import org.jspecify.annotations.NullMarked;
