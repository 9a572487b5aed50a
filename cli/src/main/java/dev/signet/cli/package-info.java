/** The command line: turns options into calls, and what became of them into words and an exit code. */
@NullMarked
package dev.signet.cli;

import org.jspecify.annotations.NullMarked;
