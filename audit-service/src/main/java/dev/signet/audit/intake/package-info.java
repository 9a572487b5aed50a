/** How events come in: over HTTP and from the queue. */
@NullMarked
package dev.signet.audit.intake;

import org.jspecify.annotations.NullMarked;
