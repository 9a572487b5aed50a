/** What no design can beat on this machine. */
@NullMarked
package dev.signet.bench.limits;

import org.jspecify.annotations.NullMarked;
