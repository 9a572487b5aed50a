/** Looks for what is wrong with a running Signet, and says what to do about it. */
@NullMarked
package dev.signet.cli.doctor;

import org.jspecify.annotations.NullMarked;
