/** How far signing is, and how that is shown while it goes on. */
@NullMarked
package dev.signet.cli.progress;

import org.jspecify.annotations.NullMarked;
