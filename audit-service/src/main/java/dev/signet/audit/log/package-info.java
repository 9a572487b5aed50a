/** Appending: many events in one commit, each once, numbered without gaps. */
@NullMarked
package dev.signet.audit.log;

import org.jspecify.annotations.NullMarked;
