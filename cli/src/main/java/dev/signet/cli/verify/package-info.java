/** Proves from data alone that a finished run kept every rule. Shares no code with what made the signatures. */
@NullMarked
package dev.signet.cli.verify;

import org.jspecify.annotations.NullMarked;
