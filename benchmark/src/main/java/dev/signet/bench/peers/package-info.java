/** Others that could do the work, each as one who knows it would use it. None fences its keys. */
@NullMarked
package dev.signet.bench.peers;

import org.jspecify.annotations.NullMarked;
