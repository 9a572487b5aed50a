/** Events by type, source, subject, actor, time and what is in their data, the newest first. */
@NullMarked
package dev.signet.audit.search;

import org.jspecify.annotations.NullMarked;
