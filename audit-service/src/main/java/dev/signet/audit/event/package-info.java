/** An event, as it is submitted and as it stands in the log. */
@NullMarked
package dev.signet.audit.event;

import org.jspecify.annotations.NullMarked;
