/** Spans of batches, sent to whoever collects them by OTLP; without such a one, none are made. */
@NullMarked
package dev.signet.platform.trace;

import org.jspecify.annotations.NullMarked;
