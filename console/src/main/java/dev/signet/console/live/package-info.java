/** What happens now: sampled once for all who look, and only while somebody does. */
@NullMarked
package dev.signet.console.live;

import org.jspecify.annotations.NullMarked;
