/** The services behind the console: their public APIs handed through, and what the console itself reads from them. */
@NullMarked
package dev.signet.console.upstream;

import org.jspecify.annotations.NullMarked;
