/** The dashboard, and the public API of the other services behind the same origin and the same filter chain. */
@NullMarked
package dev.signet.console;

import org.jspecify.annotations.NullMarked;
